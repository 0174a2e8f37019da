using System.CommandLine;

namespace HostTrainer.Cli;

/// <summary><c>mohaq delta</c>: delta thresholds, chosen by measuring.</summary>
public static class DeltaVerb
{
    /// <summary>Builds the verb with its sub-verbs.</summary>
    public static Command Create() => new("delta", "Chooses delta thresholds: what unchanged inputs are worth skipping.")
    {
        DeltaVerbSweep.Create(),
    };
}
