using System.CommandLine;

namespace HostTrainer.Cli;

/// <summary><c>mohaq beacon</c>: models retrained for low precision.</summary>
public static class BeaconVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create() => new("beacon", "Retrains models for plans of low precision.") { BeaconVerbTrain.Create() };
}
