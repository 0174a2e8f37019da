using Edge.Runtime.Errors;

namespace HostTrainer.Workers;

/// <summary>
/// Keeps a session with a broker, opening another one when it was lost. The first connection must succeed at once; later ones are tried again and
/// again, ever more slowly. Not thread-safe.
/// </summary>
/// <param name="address">The broker, for errors.</param>
/// <param name="open">Opens a session.</param>
/// <param name="notice">Told what happens, for people.</param>
/// <param name="time">Source of time.</param>
/// <param name="giveUpAfter">How long to try; null for ever.</param>
internal sealed class SessionKeeper(
    QueueAddress address, Func<CancellationToken, Task<QueueSession>> open, Action<string> notice, TimeProvider time, TimeSpan? giveUpAfter) : IAsyncDisposable
{
    private readonly ReconnectDelay _delay = new();
    private QueueSession? _session;
    private long? _lostAt;

    /// <summary>The present session, or a new one.</summary>
    /// <exception cref="EdgeException">The broker cannot be reached (exit code 5).</exception>
    public async Task<QueueSession> GetAsync(CancellationToken cancellation)
    {
        while (_session is null)
        {
            try
            {
                _session = await open(cancellation).ConfigureAwait(false);
                _delay.Reset();
                if (_lostAt is not null)
                {
                    notice($"connected to {address} again");
                }
            }
            catch (Exception e) when (QueueErrors.IsLoss(e) || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                await WaitAsync(QueueErrors.Unreachable(address, e), cancellation).ConfigureAwait(false);
            }
        }

        return _session;
    }

    /// <summary>Gives a lost session up.</summary>
    /// <param name="lost">Why.</param>
    public async Task DropAsync(QueueLostException lost)
    {
        notice($"{address}: connection lost ({QueueErrors.Sentence(lost)}); connecting again");
        _lostAt = time.GetTimestamp();
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(EdgeException error, CancellationToken cancellation)
    {
        if (_lostAt is not long lost || time.GetElapsedTime(lost) > giveUpAfter)
        {
            throw error;
        }

        TimeSpan delay = _delay.Next();
        notice($"{error.Where}: {error.What}; next try in {delay.TotalSeconds:0.0} s");
        await Task.Delay(delay, time, cancellation).ConfigureAwait(false);
    }
}
