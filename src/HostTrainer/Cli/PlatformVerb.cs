using System.CommandLine;

namespace HostTrainer.Cli;

/// <summary><c>mohaq platform</c>: the platforms a search can optimise for.</summary>
public static class PlatformVerb
{
    /// <summary>Builds the verb with its sub-verbs.</summary>
    public static Command Create() => new("platform", "Platforms the search optimises for: tables, cycle models and measured devices, as data.")
    {
        PlatformVerbList.Create(),
        PlatformVerbCost.Create(),
        PlatformVerbProfile.Create(),
    };
}
