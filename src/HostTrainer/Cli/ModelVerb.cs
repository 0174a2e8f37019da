using System.CommandLine;

namespace HostTrainer.Cli;

/// <summary><c>mohaq model</c>: inspect model files, import float checkpoints.</summary>
public static class ModelVerb
{
    /// <summary>Builds the verb.</summary>
    public static Command Create() => new("model", "Inspect model files and import float checkpoints.")
    {
        ModelVerbInspect.Create(),
        ModelVerbImport.Create(),
    };
}
