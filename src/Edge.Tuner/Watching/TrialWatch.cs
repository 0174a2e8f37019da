namespace Edge.Tuner.Watching;

/// <summary>
/// Compares a plan on trial with the plan before it, window by window. It only ever aborts on what was measured: missing values,
/// too few windows and silence decide nothing. A median outside its bound that the spread of the windows could explain prolongs the trial;
/// once it was prolonged enough, the median alone decides.
/// </summary>
/// <param name="bounds">What is acceptable.</param>
public sealed class TrialWatch(TrialBounds bounds)
{
    /// <summary>A doubtful trial lasts at most this multiple of the least trial, and the baseline reaches back as far.</summary>
    private const int Prolongation = 4;

    private readonly WindowSpan _baseline = new();
    private readonly WindowSpan _trial = new();

    /// <summary>Whether the plan in force was measured long enough to compare another with it.</summary>
    public bool BaselineReady => Covers(_baseline, 1);

    /// <summary>A window of the plan in force.</summary>
    public void AddBaseline(TrialSample sample)
    {
        _baseline.Add(sample);
        while (Covers(_baseline, Prolongation))
        {
            _baseline.RemoveOldest();
        }
    }

    /// <summary>Forgets the windows of an earlier trial.</summary>
    public void BeginTrial() => _trial.Clear();

    /// <summary>A window of the plan on trial.</summary>
    /// <returns>The decision so far.</returns>
    public TrialVerdict AddTrial(TrialSample sample)
    {
        _trial.Add(sample);
        return Judge();
    }

    /// <summary>The plan on trial was committed: its windows are the baseline from now on.</summary>
    public void Promote()
    {
        _baseline.Clear();
        foreach (TrialSample sample in _trial.Windows)
        {
            _baseline.Add(sample);
        }

        BeginTrial();
    }

    private bool Covers(WindowSpan span, int multiple) =>
        span.Windows.Count >= multiple * bounds.MinimumWindows && span.AudioSeconds >= multiple * bounds.MinimumAudioSeconds;

    private TrialVerdict Judge()
    {
        int windows = _trial.Windows.Count;
        if (!Covers(_trial, 1))
        {
            return new(TrialOutcome.Undecided, $"{windows} windows");
        }

        List<MetricFinding> findings =
        [
            .. TrialMetric.All.Select(m => m.Judge(_baseline.Windows, _trial.Windows, bounds)).OfType<MetricFinding>().OrderByDescending(f => f.Broken),
        ];
        bool broken = findings.Exists(f => f.Broken);
        if (broken && !findings.Exists(f => f.Broken && f.Certain) && !Covers(_trial, Prolongation))
        {
            return new(TrialOutcome.Undecided, $"{findings[0].Text}, which chance could explain; {windows} windows");
        }

        string evidence = findings.Count == 0 ? "nothing was measured" : string.Join("; ", findings.Select(f => (f.Broken ? "BROKEN " : "") + f.Text));
        return new(broken ? TrialOutcome.Revert : TrialOutcome.Keep, $"{evidence}; {windows} windows");
    }
}
