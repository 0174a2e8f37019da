namespace Edge.Tuner.Thresholds;

/// <summary>
/// Walks the thresholds of one plan: up while the divergence stays within the budget, down when it does not, one layer and one step at a time, never
/// beyond the bounds. The same samples lead to the same thresholds. Not thread-safe.
/// </summary>
public sealed class ThresholdWalk
{
    private readonly IReadOnlyList<TunableLayer> _layers;
    private readonly double _budget;
    private readonly WalkRules _rules;
    private readonly int[] _current;
    private readonly int[] _trusted;
    private readonly int[] _resting;
    private readonly int[] _nextRest;
    private int? _raised;
    private int _turn;
    private long _frames;
    private double _divergence;

    /// <summary>A walk at its start.</summary>
    /// <param name="layers">The layers that may be tuned, at least one.</param>
    /// <param name="budget">Largest mean divergence, bits per frame of speech, above 0.</param>
    /// <param name="start">Their thresholds, within the bounds.</param>
    /// <param name="rules">How to walk.</param>
    public ThresholdWalk(IReadOnlyList<TunableLayer> layers, double budget, IReadOnlyList<int> start, WalkRules rules)
    {
        (_layers, _budget, _rules) = (layers, budget, rules);
        _current = [.. layers.Zip(start, (l, t) => Math.Clamp(t, l.Bounds.Low, l.Bounds.High))];
        _trusted = [.. _current];
        _resting = new int[layers.Count];
        _nextRest = [.. layers.Select(_ => rules.Rest)];
    }

    /// <summary>Thresholds to run with, one per tunable layer.</summary>
    public IReadOnlyList<int> Current => _current;

    /// <summary>Thresholds to begin with after a restart: the last ones that kept the budget, or, when it was broken, those it led down to.</summary>
    public IReadOnlyList<int> Trusted => _trusted;

    /// <summary>Takes in what was measured with <see cref="Current"/> in force.</summary>
    /// <param name="frames">Frames of speech.</param>
    /// <param name="divergenceBits">Sum of their divergence, bits.</param>
    /// <returns>A judgement once enough was measured, else null.</returns>
    public WalkVerdict? Add(long frames, double divergenceBits)
    {
        if (frames > 0 && double.IsFinite(divergenceBits))
        {
            _frames += frames;
            _divergence += divergenceBits;
        }

        if (_frames < _rules.FramesToJudge)
        {
            return null;
        }

        double mean = Math.Max(0, _divergence / _frames);
        (_frames, _divergence) = (0, 0);
        return mean > _budget ? Exceeded(mean) : Kept(mean);
    }

    private WalkVerdict Kept(double mean)
    {
        bool trustChanged = Trust();
        if (_raised is int proven)
        {
            _nextRest[proven] = _rules.Rest;
            _raised = null;
        }

        bool raised = mean <= _rules.Headroom * _budget && TryRaise();
        for (int layer = 0; layer < _resting.Length; layer++)
        {
            _resting[layer] = Math.Max(0, _resting[layer] - 1);
        }

        return new WalkVerdict(mean, raised ? WalkMove.Raise : WalkMove.Stay, trustChanged);
    }

    /// <summary>What was raised last is taken back; when nothing was, the speech has changed: the threshold that is highest within its bounds goes down.</summary>
    private WalkVerdict Exceeded(double mean)
    {
        int layer = _raised ?? Highest();
        int lower = _raised is null ? Math.Max(_layers[layer].Bounds.Low, _current[layer] - _layers[layer].Step) : _trusted[layer];
        bool moved = lower < _current[layer];
        _current[layer] = lower;
        _raised = null;
        _resting[layer] = _nextRest[layer];
        _nextRest[layer] = Math.Min(_rules.LongestRest, 2 * _nextRest[layer]);
        return new WalkVerdict(mean, moved ? WalkMove.Lower : WalkMove.Stay, Trust());
    }

    private bool Trust()
    {
        bool changed = !_trusted.AsSpan().SequenceEqual(_current);
        _current.CopyTo(_trusted, 0);
        return changed;
    }

    private bool TryRaise()
    {
        for (int tried = 0; tried < _layers.Count; tried++)
        {
            int layer = (_turn + tried) % _layers.Count;
            TunableLayer tunable = _layers[layer];
            if (_resting[layer] == 0 && _current[layer] < tunable.Bounds.High)
            {
                _current[layer] = Math.Min(tunable.Bounds.High, _current[layer] + tunable.Step);
                _raised = layer;
                _turn = (layer + 1) % _layers.Count;
                return true;
            }
        }

        return false;
    }

    private int Highest()
    {
        double Height(int i) => (double)(_current[i] - _layers[i].Bounds.Low) / (_layers[i].Bounds.High - _layers[i].Bounds.Low);
        int highest = 0;
        for (int i = 1; i < _layers.Count; i++)
        {
            highest = Height(i) > Height(highest) ? i : highest;
        }

        return highest;
    }
}
