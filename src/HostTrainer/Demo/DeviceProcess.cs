using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

using Edge.Runtime.Errors;

namespace HostTrainer.Demo;

/// <summary>The device program as a process of its own. Disposing asks it to end, and ends it when it does not.</summary>
public sealed partial class DeviceProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private volatile string _lastWords = "it said nothing";

    private DeviceProcess(Process process) => _process = process;

    /// <summary>Number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the program.</summary>
    /// <param name="program">An executable, or a <c>.dll</c>, which the .NET host of this process runs.</param>
    /// <param name="arguments">Its command line.</param>
    /// <exception cref="EdgeException">It cannot be started (exit code 5).</exception>
    public static DeviceProcess Start(string program, IEnumerable<string> arguments)
    {
        bool managed = Path.GetExtension(program) == ".dll";
        ProcessStartInfo start = new(managed ? DotnetHost() : program, managed ? [program, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            DeviceProcess device = new(Process.Start(start) ?? throw new InvalidOperationException(program));
            device.Drain();
            return device;
        }
        catch (Win32Exception e)
        {
            throw new EdgeException(ExitCode.Unreachable, "the device program cannot be started", program, "check that it is an executable or a .dll", e);
        }
    }

    /// <summary>Does something that needs the device; ends early when the device does.</summary>
    /// <param name="work">Its token is set when the device ended.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EdgeException">The device ended (exit code 5).</exception>
    public async Task<T> WhileRunningAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<T> working = work(stop.Token);
        Task ended = _process.WaitForExitAsync(stop.Token);
        await Task.WhenAny(working, ended).ConfigureAwait(false);
        bool died = !working.IsCompleted && ended.IsCompletedSuccessfully;
        await stop.CancelAsync().ConfigureAwait(false);
        try
        {
            return await working.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (died && !cancellation.IsCancellationRequested)
        {
            throw new EdgeException(
                ExitCode.Unreachable, $"the device ended with exit code {_process.ExitCode}: {_lastWords}", "mohaq-edge", "start it by hand to see why", e);
        }
    }

    /// <summary>Asks the process to end and waits; ends it by force after ten seconds.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Ask();
        using CancellationTokenSource limit = new(Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private static string DotnetHost() =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";

    // What nobody reads would fill the pipe and stop the process.
    private void Drain()
    {
        _process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrWhiteSpace(line.Data))
            {
                _lastWords = line.Data;
            }
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    private void Ask()
    {
        if (_process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            // A process that has ended meanwhile makes this fail, which is as good.
            _ = Signal(_process.Id, Terminate);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
