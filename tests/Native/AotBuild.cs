namespace Native;

/// <summary>The device program as native code of this machine, built once.</summary>
public sealed class AotBuild : IAsyncLifetime
{
    /// <summary>Builds it; a compiler warning about code of this repository fails.</summary>
    public async Task InitializeAsync() => Report = await ProgramRun.OutputAsync(Path.Combine(Repository.Root, "eng", "aot"));

    /// <summary>Leaves the program for a look.</summary>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What the build printed: size and memory last.</summary>
    internal string Report { get; private set; } = "";

    /// <summary>The device program.</summary>
    internal static string Program => Repository.Artifact("aot", "native", "mohaq-edge");

    /// <summary>The checks.</summary>
    internal static string Checks => Repository.Artifact("aot", "native", "engine-checks");
}
