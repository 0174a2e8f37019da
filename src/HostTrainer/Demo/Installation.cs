using Edge.Runtime.Errors;

namespace HostTrainer.Demo;

/// <summary>
/// Finds what belongs to the program: the launcher names the repository in <c>MOHAQ_HOME</c> and the device program in
/// <c>MOHAQ_EDGE</c>; without them both are looked for beside this program.
/// </summary>
public static class Installation
{
    /// <summary>Names the folder that holds <c>models</c>.</summary>
    public const string HomeVariable = "MOHAQ_HOME";

    /// <summary>Names the device program: an executable, or a <c>.dll</c> for the .NET host.</summary>
    public const string AgentVariable = "MOHAQ_EDGE";

    /// <summary>The default model.</summary>
    public static string DefaultModel => Path.Combine(Home, "models", "default.safetensors");

    /// <summary>The sample speech, in TIMIT's layout.</summary>
    public static string Samples => Path.Combine(Home, "models", "samples");

    private static string Home => NonEmpty(HomeVariable) ?? AppContext.BaseDirectory;

    /// <summary>The device program.</summary>
    /// <exception cref="EdgeException">It is not there (exit code 3).</exception>
    public static string FindAgent()
    {
        if (NonEmpty(AgentVariable) is { } named)
        {
            return File.Exists(named) ? named : throw Missing(named, $"correct {AgentVariable}, or start by the launcher 'mohaq', which builds it");
        }

        string[] beside = [Path.Combine(AppContext.BaseDirectory, "mohaq-edge"), Path.Combine(AppContext.BaseDirectory, "mohaq-edge.dll")];
        return Array.Find(beside, File.Exists)
            ?? throw Missing(beside[0], $"start by the launcher 'mohaq', or name the device program in {AgentVariable}");
    }

    private static EdgeException Missing(string path, string remedy) => EdgeException.BadInput("the device program is not there", path, remedy);

    private static string? NonEmpty(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
