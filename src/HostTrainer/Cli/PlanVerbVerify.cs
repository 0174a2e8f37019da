using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Tuner.Signing;


namespace HostTrainer.Cli;

/// <summary><c>mohaq plan verify</c>: what a device would say about a signed plan.</summary>
public static class PlanVerbVerify
{
    private const int MaxFileBytes = 16 << 20;

    private static readonly Option<string> Jws = new("--jws") { Description = "The signed plan.", Required = true };

    private static readonly Option<string> Trust = new("--trust") { Description = "Folder with the trusted keys (*.pub.pem).", Required = true };

    private static readonly Option<string?> Scope = new("--scope") { Description = "The scope it must have." };

    private static readonly Option<string?> Model = new("--model-hash") { Description = "SHA-256 of the model it must be for." };

    private static readonly Option<long> NewerThan = new("--newer-than") { Description = "The highest version the device has seen." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("verify", "Checks a signed plan; exit code 4 and the reason when a device would refuse it.")
        {
            Jws, Trust, Scope, Model, NewerThan, PlanVerb.Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(Jws);
        byte[] file = WholeFile.Read(path, MaxFileBytes, "plan").AsSpan().TrimEnd("\r\n"u8).ToArray();
        PlanVerifier verifier = new(TrustStore.Load(parsed.GetRequiredValue(Trust)), null, TimeProvider.System);
        VerificationResult result = verifier.Verify(file, file.Length, parsed.GetValue(Model), parsed.GetValue(NewerThan));
        if (result.Envelope is { } found && parsed.GetValue(Scope) is { } wanted && found.Scope.ToString() != wanted)
        {
            result = new(null, RefusalReason.WrongScope, $"the plan is for {found.Scope}, not for {wanted}", found.Version);
        }

        Print(parsed, result);
        return result.Accepted
            ? (int)ExitCode.Ok
            : throw new EdgeException(ExitCode.Trust, $"{result.Reason}: {result.Sentence}", path, "sign it anew with 'mohaq plan sign'");
    }

    private static void Print(ParseResult parsed, VerificationResult result)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        PlanEnvelope? envelope = result.Envelope;
        if (parsed.GetValue(PlanVerb.Json))
        {
            PlanVerifyDocument document = new(
                1, result.Accepted, result.Reason, result.Sentence, envelope?.Scope.ToString(), result.Version, envelope?.IssuedAt, envelope?.ExpiresAt,
                envelope?.Note, envelope?.Plan);
            output.WriteLine(JsonSerializer.Serialize(document, PlanVerbJson.Default.PlanVerifyDocument));
        }
        else if (result.Accepted)
        {
            output.WriteLine(result.Sentence);
        }
    }
}
