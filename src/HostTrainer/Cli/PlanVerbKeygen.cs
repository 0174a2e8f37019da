using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Plans;

namespace HostTrainer.Cli;

/// <summary><c>mohaq plan keygen</c>: a new key pair for signing plans.</summary>
public static class PlanVerbKeygen
{
    private static readonly Option<string> Out = new("--out") { Description = "Folder for ID.key.pem and ID.pub.pem.", Required = true };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("keygen", "Makes a signing key (ECDSA P-256) and its public half for the devices.") { Out, PlanVerb.Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        PlanKeyPair pair = PlanKeyPair.Create(parsed.GetRequiredValue(Out));
        PlanKeygenDocument document = new(1, pair.KeyId, pair.PrivatePath, pair.PublicPath);
        parsed.InvocationConfiguration.Output.WriteLine(
            parsed.GetValue(PlanVerb.Json)
                ? JsonSerializer.Serialize(document, PlanVerbJson.Default.PlanKeygenDocument)
                : $"key     {pair.KeyId}\nprivate {pair.PrivatePath}\npublic  {pair.PublicPath}");
        return (int)ExitCode.Ok;
    }
}
