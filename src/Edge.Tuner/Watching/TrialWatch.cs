namespace Edge.Tuner.Watching;

/// <summary>
/// Compares a plan on trial with the plan before it, window by window. It only ever aborts on what was measured: missing values,
/// too few windows and silence decide nothing. A median outside its bound that the spread of the windows could explain prolongs the trial;
/// once it was prolonged enough, the median alone decides.
/// </summary>
/// <param name="bounds">What is acceptable.</param>
public sealed class TrialWatch(TrialBounds bounds)
{
    private const int Remembered = 32;

    /// <summary>A doubtful trial lasts at most this multiple of the least trial.</summary>
    private const int Prolongation = 4;

    private readonly Queue<TrialSample> _baseline = new();
    private readonly Queue<TrialSample> _trial = new();
    private double _trialSeconds;
    private int _trialWindows;

    /// <summary>Whether the plan in force was measured long enough to compare another with it.</summary>
    public bool BaselineReady => _baseline.Count >= bounds.MinimumWindows;

    private bool Prolonged =>
        _trialWindows >= Prolongation * bounds.MinimumWindows && _trialSeconds >= Prolongation * bounds.MinimumAudioSeconds;

    /// <summary>A window of the plan in force.</summary>
    public void AddBaseline(TrialSample sample) => Add(_baseline, sample);

    /// <summary>Forgets the windows of an earlier trial.</summary>
    public void BeginTrial()
    {
        _trial.Clear();
        _trialSeconds = 0;
        _trialWindows = 0;
    }

    /// <summary>A window of the plan on trial.</summary>
    /// <returns>The decision so far.</returns>
    public TrialVerdict AddTrial(TrialSample sample)
    {
        Add(_trial, sample);
        _trialWindows++;
        _trialSeconds += double.IsFinite(sample.AudioSeconds) ? Math.Max(0, sample.AudioSeconds) : 0;
        return Judge();
    }

    /// <summary>The plan on trial was committed: its windows are the baseline from now on.</summary>
    public void Promote()
    {
        _baseline.Clear();
        foreach (TrialSample sample in _trial)
        {
            _baseline.Enqueue(sample);
        }

        BeginTrial();
    }

    private static void Add(Queue<TrialSample> windows, TrialSample sample)
    {
        if (windows.Count == Remembered)
        {
            windows.Dequeue();
        }

        windows.Enqueue(sample);
    }

    private TrialVerdict Judge()
    {
        if (_trialWindows < bounds.MinimumWindows || !(_trialSeconds >= bounds.MinimumAudioSeconds))
        {
            return new(TrialOutcome.Undecided, $"{_trialWindows} windows");
        }

        List<MetricFinding> findings =
            [.. TrialMetric.All.Select(m => m.Judge(_baseline, _trial, bounds)).OfType<MetricFinding>().OrderByDescending(f => f.Broken)];
        bool broken = findings.Exists(f => f.Broken);
        if (broken && !findings.Exists(f => f.Broken && f.Certain) && !Prolonged)
        {
            return new(TrialOutcome.Undecided, $"{findings[0].Text}, which chance could explain; {_trialWindows} windows");
        }

        string evidence = findings.Count == 0 ? "nothing was measured" : string.Join("; ", findings.Select(f => (f.Broken ? "BROKEN " : "") + f.Text));
        return new(broken ? TrialOutcome.Revert : TrialOutcome.Keep, $"{evidence}; {_trialWindows} windows");
    }
}
