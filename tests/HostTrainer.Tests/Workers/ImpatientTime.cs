namespace HostTrainer.Tests.Workers;

/// <summary>The system's time, except that nobody waits while it hurries: every timer goes off at once.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private volatile bool _hurries = true;

    public bool Hurries
    {
        get => _hurries;
        set => _hurries = value;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, _hurries && dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
