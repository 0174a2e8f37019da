using Edge.Runtime.Cells;
using Edge.Runtime.Decoding;
using Edge.Runtime.Model;
using Edge.Runtime.Scoring;

namespace Edge.Runtime.Recognition;

/// <summary>
/// Computes some stretches of a stream a second time, with another plan of the same model, and compares the posteriors: what delta thresholds
/// change is measured while the device listens. The stream itself is not touched. Allocates nothing per frame. Not thread-safe.
/// </summary>
public sealed class ShadowPass
{
    private readonly StreamingNetwork _network;
    private readonly ShadowSchedule _schedule;
    private readonly bool[] _silence;
    private readonly int[] _logPosteriors;
    private int _position;
    private ShadowFigures _figures;

    /// <summary>A shadow that begins with the next frame of its stream.</summary>
    /// <param name="network">What to compare with: the same model at a dense plan.</param>
    /// <param name="schedule">When.</param>
    /// <exception cref="Errors.EdgeException">The network cannot stream.</exception>
    public ShadowPass(QuantizedNetwork network, ShadowSchedule schedule)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(schedule.PeriodFrames, schedule.SettleFrames + schedule.ComparedFrames);
        _network = new StreamingNetwork(network);
        _schedule = schedule;
        _silence = [.. network.Model.Decoder.Phones.Select(PhoneFolding.IsSilence)];
        _logPosteriors = new int[network.Model.Topology.Outputs];
    }

    /// <summary>What was found since the last call.</summary>
    public ShadowFigures Take()
    {
        ShadowFigures taken = _figures;
        _figures = default;
        return taken;
    }

    /// <summary>The stream goes back to its start.</summary>
    internal void Reset() => _network.Reset();

    /// <summary>The stream computed a frame.</summary>
    /// <param name="stream">The stream, after the frame.</param>
    /// <param name="features">The frame's network input.</param>
    /// <param name="logPosteriors">What the stream made of it.</param>
    internal void Follow(StreamingNetwork stream, ReadOnlySpan<short> features, ReadOnlySpan<int> logPosteriors)
    {
        int position = _position;
        _position = position + 1 == _schedule.PeriodFrames ? 0 : position + 1;
        if (position == 0)
        {
            _network.ContinueFrom(stream);
        }
        else if (position <= _schedule.SettleFrames + _schedule.ComparedFrames)
        {
            _network.Step(features, _logPosteriors);
            if (position > _schedule.SettleFrames)
            {
                Compare(logPosteriors);
            }
        }
    }

    private void Compare(ReadOnlySpan<int> logPosteriors)
    {
        int best = Best(_logPosteriors);
        if (!_silence[best])
        {
            _figures = new ShadowFigures(
                _figures.Frames + 1,
                _figures.DivergenceBits + LogProbability.Divergence(_logPosteriors, logPosteriors),
                _figures.Disagreements + (Best(logPosteriors) == best ? 0 : 1));
        }
    }

    private static int Best(ReadOnlySpan<int> logPosteriors)
    {
        int best = 0;
        for (int i = 1; i < logPosteriors.Length; i++)
        {
            best = logPosteriors[i] > logPosteriors[best] ? i : best;
        }

        return best;
    }
}
