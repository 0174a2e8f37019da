namespace Edge.Tuner.Watching;

/// <summary>Consecutive windows of one plan, oldest first. Windows without audio are left out: they say nothing of a plan.</summary>
internal sealed class WindowSpan
{
    private readonly Queue<TrialSample> _windows = new();

    /// <summary>The windows.</summary>
    public IReadOnlyCollection<TrialSample> Windows => _windows;

    /// <summary>Audio in them, seconds.</summary>
    public double AudioSeconds { get; private set; }

    /// <summary>Adds a window.</summary>
    public void Add(TrialSample window)
    {
        if (double.IsFinite(window.AudioSeconds) && window.AudioSeconds > 0)
        {
            _windows.Enqueue(window);
            AudioSeconds += window.AudioSeconds;
        }
    }

    /// <summary>Forgets the oldest window.</summary>
    public void RemoveOldest() => AudioSeconds -= _windows.Dequeue().AudioSeconds;

    /// <summary>Forgets all windows.</summary>
    public void Clear()
    {
        _windows.Clear();
        AudioSeconds = 0;
    }
}
