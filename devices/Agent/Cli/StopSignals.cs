using System.Runtime.InteropServices;

namespace Agent.Cli;

/// <summary>
/// Interrupt and termination as a cancellation: the first signal asks the program to end in its own way, a second ends it at once. A program
/// that does not end in time is ended, with 128 and the signal's number as exit code.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int SignalExitCode = 128;

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly TimeSpan _limit;
    private Timer? _end;

    /// <summary>Listens from now on.</summary>
    /// <param name="limit">Time to end in after a signal.</param>
    public StopSignals(TimeSpan limit)
    {
        _limit = limit;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, number: 2));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, number: 15));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _end?.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context, int number)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        _end = new Timer(_ => Environment.Exit(SignalExitCode + number), state: null, _limit, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }
}
