using Edge.Runtime.Cells;
using Edge.Runtime.Model;

namespace Agent.Bench;

/// <summary>One stream that goes round over a fixed set of frames, a frame per call.</summary>
public sealed class StepLoop
{
    private readonly StreamingNetwork _stream;
    private readonly short[][] _features;
    private readonly int[] _logPosteriors;
    private int _next;

    /// <summary>A stream at its start.</summary>
    /// <param name="network">A network that streams.</param>
    /// <param name="features">[frame][input]; played forward and backward in turn, so that neighbours in time stay neighbours.</param>
    public StepLoop(QuantizedNetwork network, short[][] features)
    {
        _stream = new StreamingNetwork(network);
        _features = features;
        _logPosteriors = new int[network.Model.Topology.Outputs];
    }

    /// <summary>Log posteriors of the frame computed last.</summary>
    public ReadOnlySpan<int> LogPosteriors => _logPosteriors;

    /// <summary>Share of input elements that were multiplied, over all matrices and frames so far.</summary>
    public double UpdatedFraction =>
        (double)_stream.Products.Sum(p => p.UpdatedInputs) / Math.Max(1, _stream.Products.Sum(p => p.OfferedInputs));

    /// <summary>Computes one frame.</summary>
    public void Run()
    {
        _stream.Step(_features[Palindrome(_next, _features.Length)], _logPosteriors);
        _next++;
    }

    /// <summary>Position at a time in a sequence that is played forward and backward in turn: 0 1 2 1 0 1 ... for a length of 3.</summary>
    public static int Palindrome(int time, int length)
    {
        int period = Math.Max(1, (2 * length) - 2);
        int position = time % period;
        return position < length ? position : period - position;
    }
}
