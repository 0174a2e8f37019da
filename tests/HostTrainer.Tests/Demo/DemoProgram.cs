using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HostTrainer.Tests.Demo;

/// <summary>
/// <c>mohaq demo --json</c> as a process of its own, with a temporary folder of its own, so that everything it leaves behind is found.
/// </summary>
internal sealed class DemoProgram : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("mohaq-demotest-");
    private readonly Process _process;

    public DemoProgram()
    {
        string root = Root();
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "mohaq.dll"), "demo", "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = _temporary.FullName;
        start.Environment["MOHAQ_HOME"] = root;
        start.Environment["MOHAQ_EDGE"] = Path.Combine(root, "devices", "Agent", "bin", configuration, "net10.0", "mohaq-edge.dll");
        _process = Process.Start(start)!;
    }

    /// <summary>What is left in the temporary folder, the runtime's own diagnostic files left out.</summary>
    public IEnumerable<string> LeftFiles => _temporary.EnumerateFileSystemInfos().Select(f => f.Name)
        .Where(n => !n.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) && !n.StartsWith("clr-debug-pipe-", StringComparison.Ordinal)
            && n != ".dotnet");

    /// <summary>Processes that were started on files of the temporary folder and still run.</summary>
    public IEnumerable<string> LeftProcesses => Directory.EnumerateDirectories("/proc")
        .Where(p => Path.GetFileName(p).All(char.IsAsciiDigit))
        .Select(CommandLine)
        .Where(c => c.Contains(_temporary.FullName, StringComparison.Ordinal));

    public async Task<(int Exit, string Output, string Error)> FinishAsync()
    {
        Task<string> error = _process.StandardError.ReadToEndAsync();
        string output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, output, await error);
    }

    /// <summary>Waits for a line of progress that begins with a text.</summary>
    public async Task<string> ProgressAsync(string beginning)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"the program ended before it said '{beginning}'");
    }

    public async Task TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _temporary.Delete(recursive: true);
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Root([CallerFilePath] string thisFile = "")
    {
        DirectoryInfo directory = new FileInfo(thisFile).Directory!;
        while (!File.Exists(Path.Combine(directory.FullName, "MohaqEdge.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
