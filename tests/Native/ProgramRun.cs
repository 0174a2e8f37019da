using System.Diagnostics;

namespace Native;

/// <summary>What a program left behind when it had ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);

    /// <summary>Runs a program to its end.</summary>
    public static Task<ProgramRun> RunAsync(string program, params IEnumerable<string> arguments) =>
        RunAsync(new Dictionary<string, string>(), program, arguments);

    /// <summary>Runs a program to its end with more environment variables.</summary>
    public static async Task<ProgramRun> RunAsync(IReadOnlyDictionary<string, string> environment, string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token), errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new ProgramRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end");
        }
    }

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>Its standard output.</returns>
    public static async Task<string> OutputAsync(string program, params IEnumerable<string> arguments)
    {
        ProgramRun run = await RunAsync(program, arguments);
        Assert.True(run.ExitCode == 0, $"{program} ended with {run.ExitCode}: {run.Errors}{run.Output}");
        return run.Output;
    }
}
