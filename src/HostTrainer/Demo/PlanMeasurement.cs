using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Scoring;
using Edge.Telemetry.Platforms;

using HostTrainer.Evaluation;

namespace HostTrainer.Demo;

/// <summary>Measures plans on the samples by running the integer engine, and models their cost on the published platforms.</summary>
/// <param name="model">The model.</param>
/// <param name="samples">Labelled speech.</param>
public sealed class PlanMeasurement(RecognizerModel model, EvaluationSet samples)
{
    private readonly PackedMatrixCache _cache = new(model);
    private readonly Workload _workload = Workload.Of("model", model.Topology);
    private readonly double _seconds = samples.Utterances.Sum(u => (double)u.Samples) / FeatureOptions.SampleRate;
    private readonly ICostModel[] _platforms = [.. new[] { "silago", "bitfusion" }.Select(p => PlatformCatalog.Open(p).CreateModel())];

    /// <summary>Measures one plan.</summary>
    public PlanFigures Measure(PrecisionPlan plan, CancellationToken cancellation)
    {
        EvaluationResult result = Evaluator.Run(model, plan, samples, cache: _cache, cancellation: cancellation);
        ErrorCounts total = result.Report.Total;
        return new PlanFigures(
            plan,
            total.Rate,
            (total.Reference - total.Deletions + total.Insertions) / _seconds,
            result.EntropyBits,
            result.PosteriorHash,
            PlanSize.Of(model.Topology, plan).Total,
            [.. _platforms.Select(p => Cost(p, plan))]);
    }

    /// <summary>The plan with unchanged inputs skipped in every layer, which leaves every result as it is.</summary>
    public static PrecisionPlan WithDelta(PrecisionPlan plan) => plan with { Layers = [.. plan.Layers.Select(l => l with { DeltaThreshold = 0 })] };

    private PlatformFigures Cost(ICostModel platform, PrecisionPlan plan)
    {
        PlatformCost cost = platform.Evaluate(_workload, plan.Layers);
        return new PlatformFigures(platform.Name, cost.Speedup, cost.EnergyMicrojoule);
    }
}
