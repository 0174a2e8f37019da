using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Thresholds;

/// <summary>
/// Measures combinations of thresholds (Shrink and Eliminate, threshold selection): the error of the integer engine, and what was eliminated, counted over every
/// matrix and every frame. Element-wise work is not counted.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="speech">Labelled speech, counted as one corpus.</param>
/// <param name="threads">Utterances at a time; 0 for one per core. Does not change the result.</param>
public sealed class ThresholdSweep(RecognizerModel model, EvaluationSet speech, int threads = 0)
{
    private readonly EngineErrorEvaluator _errors = new(model, speech, subsets: 1, threads: threads);
    private readonly long[] _macs = [.. model.Topology.Matrices().Select(m => (long)m.Weights)];

    /// <summary>Error of a plan without thresholds, percent.</summary>
    public double Error(PrecisionPlan plan, CancellationToken cancellation) => _errors.Measure(plan, null, cancellation).Checked().SubsetErrors[0];

    /// <summary>Measures combinations.</summary>
    /// <param name="plans">The combinations.</param>
    /// <param name="timer">Times them, after all errors were measured; null for no times.</param>
    /// <param name="done">Told after every plan how many are finished, errors first and times after them.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>One point per plan, in order, the front marked.</returns>
    public IReadOnlyList<SweepPoint> Run(IEnumerable<PrecisionPlan> plans, FrameTimer? timer, Action<int> done, CancellationToken cancellation)
    {
        List<SweepPoint> points = [];
        foreach (PrecisionPlan plan in plans)
        {
            points.Add(Measure(plan, cancellation));
            done(points.Count);
        }

        HashSet<int> front = [.. FirstFront.Of([.. points.Select(p => new[] { p.Error, -p.Eliminated })])];
        List<SweepPoint> finished = [];
        foreach (SweepPoint point in points)
        {
            cancellation.ThrowIfCancellationRequested();
            finished.Add(point with { OnFront = front.Contains(finished.Count), Time = timer?.Measure(point.Plan) });
            done(points.Count + finished.Count);
        }

        return finished;
    }

    /// <summary>Share of multiply-accumulates that were not made, 0 to 1.</summary>
    /// <param name="updatedFractions">Share of inputs transmitted, per matrix in data-path order.</param>
    public double Eliminated(IReadOnlyList<double> updatedFractions) =>
        1 - (_macs.Zip(updatedFractions, (macs, updated) => macs * updated).Sum() / _macs.Sum());

    private SweepPoint Measure(PrecisionPlan plan, CancellationToken cancellation)
    {
        ErrorMeasurement measured = _errors.Measure(plan, null, cancellation).Checked();
        return new SweepPoint(plan, measured.SubsetErrors[0], measured.UpdatedFractions, Eliminated(measured.UpdatedFractions));
    }
}
