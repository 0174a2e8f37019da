using System.Diagnostics;

using Edge.Runtime.Cells;
using Edge.Runtime.Model;

using HostTrainer.Evaluation;

namespace HostTrainer.Thresholds;

/// <summary>
/// Times plans beside the same bits computed densely, over the same frames of speech, in interleaved rounds whose order alternates: whatever else the
/// machine does meets both alike. A streaming model is timed frame by frame as on a device, a bidirectional one over the whole stretch. One thread, warm caches.
/// </summary>
public sealed class FrameTimer
{
    private const int Frames = 300;
    private const int WarmUps = 4;

    // A method is compiled anew after 30 calls and 100 ms without other compilation.
    private const int CompileMilliseconds = 120;

    private readonly RecognizerModel _model;
    private readonly PackedMatrixCache _matrices;
    private readonly short[] _features;
    private readonly int _rounds;
    private readonly Action _dense;
    private bool _warm;

    /// <summary>Prepares the dense plan.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dense">Its plan without thresholds.</param>
    /// <param name="speech">Of whose first utterances the frames are taken.</param>
    /// <param name="rounds">Rounds, at least 1.</param>
    public FrameTimer(RecognizerModel model, PrecisionPlan dense, EvaluationSet speech, int rounds)
    {
        (_model, _rounds) = (model, rounds);
        _matrices = new PackedMatrixCache(model);
        int inputs = model.Topology.InputSize;
        _features = [.. speech.Utterances.SelectMany(u => u.Features.Take(u.Features.Length / inputs * inputs)).Take(Frames * inputs)];
        _dense = Pass(dense);
    }

    /// <summary>Times a plan.</summary>
    /// <param name="plan">A plan with the bits of the dense one.</param>
    public FrameTime Measure(PrecisionPlan plan)
    {
        Action pass = Pass(plan);
        WarmUp(pass);
        double[] dense = new double[_rounds], own = new double[_rounds];
        for (int round = 0; round < _rounds; round++)
        {
            bool first = round % 2 == 0;
            dense[round] = first ? Time(_dense) : 0;
            own[round] = Time(pass);
            dense[round] = first ? dense[round] : Time(_dense);
        }

        return new FrameTime(Median(own), Median(dense), Median([.. dense.Zip(own, (d, o) => d / o)]));
    }

    private void WarmUp(Action pass)
    {
        for (int i = 0; i < (_warm ? 1 : WarmUps); i++)
        {
            _dense();
            pass();
            if (!_warm)
            {
                Thread.Sleep(CompileMilliseconds);
            }
        }

        _warm = true;
    }

    private Action Pass(PrecisionPlan plan)
    {
        QuantizedNetwork network = new(_model, plan, cache: _matrices);
        int inputs = _model.Topology.InputSize;
        if (_model.Topology.Bidirectional)
        {
            UtteranceNetwork whole = new(network);
            return () => whole.Run(_features);
        }

        StreamingNetwork stream = new(network);
        int[] logPosteriors = new int[_model.Topology.Outputs];
        return () =>
        {
            stream.Reset();
            for (int at = 0; at < _features.Length; at += inputs)
            {
                stream.Step(_features.AsSpan(at, inputs), logPosteriors);
            }
        };
    }

    /// <summary>Microseconds per frame.</summary>
    private double Time(Action pass)
    {
        long start = Stopwatch.GetTimestamp();
        pass();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds * _model.Topology.InputSize / Math.Max(1, _features.Length);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
