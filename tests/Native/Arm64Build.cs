namespace Native;

/// <summary>The engine's checks as an arm64 program, built once.</summary>
public sealed class Arm64Build : IAsyncLifetime
{
    /// <summary>Builds it.</summary>
    public async Task InitializeAsync() => await ProgramRun.OutputAsync(Path.Combine(Repository.Root, "eng", "arm64"), "--build");

    /// <summary>Leaves the program for a look.</summary>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Runs a check under qemu.</summary>
    /// <param name="processor">One that qemu knows.</param>
    /// <param name="args">The check and its arguments.</param>
    internal static async Task<CheckLines> RunAsync(string processor, params string[] args) =>
        CheckLines.Parse(await ProgramRun.OutputAsync("qemu-aarch64-static", ["-cpu", processor, Repository.Artifact("arm64", "engine-checks"), .. args]));
}
