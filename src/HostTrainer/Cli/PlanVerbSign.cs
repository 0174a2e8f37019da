using System.CommandLine;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Runtime.Model;
using Edge.Tuner.Signing;

using HostTrainer.Plans;

namespace HostTrainer.Cli;

/// <summary><c>mohaq plan sign</c>: a precision plan becomes a document that devices accept.</summary>
public static class PlanVerbSign
{
    private static readonly Option<string> Plan = new("--plan") { Description = "The precision plan.", Required = true };

    private static readonly Option<string> Key = new("--key") { Description = "The private key of 'plan keygen'.", Required = true };

    private static readonly Option<string> Scope = new("--scope") { Description = "device:SITE/DEVICE or class:NAME.", Required = true };

    private static readonly Option<long> Version = new("--version")
    {
        Description = "Position in the order of plans; a device only accepts a higher one than before.",
        Required = true,
    };

    private static readonly Option<string> Expires = new("--expires")
    {
        Description = "Until when a device may accept it: 12h, 30d, or a date.",
        DefaultValueFactory = _ => "30d",
    };

    private static readonly Option<string?> Note = new("--note") { Description = "A remark that travels with the plan." };

    private static readonly Option<string?> Out = new("--out") { Description = "File for the signed plan; without it, standard output." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("sign", "Signs a precision plan (JWS, ES256).") { Plan, Key, Scope, Version, Expires, Note, Out, PlanVerb.Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using PlanSigningKey key = PlanSigningKey.Load(parsed.GetRequiredValue(Key));
        PlanEnvelope envelope = Envelope(parsed);
        string jws = new PlanSigner(key).Sign(envelope);
        if (parsed.GetValue(Out) is { } path)
        {
            WholeFile.WriteText(path, jws + "\n", "plan");
        }

        if (parsed.GetValue(PlanVerb.Json))
        {
            string hash = PlanPush.HashOf(Encoding.ASCII.GetBytes(jws));
            PlanSignDocument document = new(1, key.Id, envelope.Scope.ToString(), envelope.Version, envelope.ExpiresAt, hash, jws.Length, jws);
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(document, PlanVerbJson.Default.PlanSignDocument));
        }
        else
        {
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(Out) ?? jws);
        }

        return (int)ExitCode.Ok;
    }

    private static PlanEnvelope Envelope(ParseResult parsed)
    {
        string text = parsed.GetRequiredValue(Scope);
        if (!PlanScope.TryParse(text, out PlanScope? scope))
        {
            throw new EdgeException(ExitCode.Usage, $"'{text}' is no scope", "--scope", "write device:SITE/DEVICE or class:NAME");
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        PrecisionPlan plan = PrecisionPlan.Load(parsed.GetRequiredValue(Plan));
        return new(scope, parsed.GetValue(Version), now, PlanLifetime.End(parsed.GetRequiredValue(Expires), now), plan, parsed.GetValue(Note));
    }
}
