using System.CommandLine;

namespace HostTrainer.Cli;

/// <summary><c>mohaq plan</c>: precision plans, signed, checked, compared and pushed to devices.</summary>
public static class PlanVerb
{
    internal static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Builds the verb with its sub-verbs.</summary>
    public static Command Create() => new("plan", "Signs, verifies, compares and pushes precision plans.")
    {
        PlanVerbKeygen.Create(),
        PlanVerbSign.Create(),
        PlanVerbVerify.Create(),
        PlanVerbDiff.Create(),
        PlanVerbPush.Create(),
    };
}
