using System.Globalization;

using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;
using Edge.Tuner.Apply;

namespace Edge.Tuner.Thresholds;

/// <summary>
/// Tunes the delta thresholds of the plan in force within the bounds its signature covers. Stands between the plan tuner and the recogniser: every network that plans ask for
/// goes through it, so a plan comes back with the thresholds it had. Thread-safe; disk writes and the making of networks happen on the calling thread.
/// </summary>
/// <param name="target">The recogniser.</param>
/// <param name="store">Where trusted thresholds are kept.</param>
/// <param name="rules">How thresholds are walked.</param>
public sealed class ThresholdTuner(IPlanTarget target, ThresholdStore store, WalkRules rules) : IPlanTarget
{
    private readonly Lock _gate = new();
    private TunedPlan? _active;

    /// <inheritdoc/>
    public IPreparedPlan Prepare(PrecisionPlan plan, long version, CancellationToken cancel)
    {
        IReadOnlyList<TunableLayer> layers = TunableLayer.Of(plan);
        int[] start = [.. store.TryLoad(version, plan) ?? [.. layers.Select(l => plan.Layers[l.Index].DeltaThreshold!.Value)]];
        ThresholdWalk? walk = layers.Count > 0 && plan.DivergenceBudget is double budget ? new(layers, budget, start, rules) : null;
        TunedPlan tuned = new(plan, version, layers, walk);
        tuned.Network = target.Prepare(tuned.InForce(), version, cancel);
        return new Switch(this, tuned);
    }

    /// <summary>A shadow pass compared a window. Windows of other plans or of other thresholds than those in force are ignored.</summary>
    /// <param name="sample">What it found.</param>
    /// <param name="committedVersion">Version of the plan in force; thresholds of a plan on trial stay as they are.</param>
    /// <returns>The thresholds trusted from now on when they changed, else null.</returns>
    public ThresholdReport? OnShadow(ShadowSample sample, long committedVersion)
    {
        TunedPlan? tuned;
        WalkVerdict? verdict;
        lock (_gate)
        {
            tuned = _active;
            verdict = tuned is { Walk: { } walk } && sample.PlanVersion == committedVersion && tuned.Version == committedVersion && tuned.Runs(sample.Thresholds)
                ? walk.Add(sample.Frames, sample.DivergenceBits)
                : null;
        }

        if (tuned is null || verdict is null)
        {
            return null;
        }

        string? problem = verdict.TrustChanged ? TrySave(tuned) : null;
        if (verdict.Move != WalkMove.Stay)
        {
            Run(tuned);
        }

        return verdict.TrustChanged ? Report(tuned, verdict, sample, problem) : null;
    }

    /// <summary>The trusted thresholds of the plan that runs; null when it is another version, or when it has none to tune.</summary>
    /// <param name="version">The plan's version.</param>
    public IReadOnlyList<LayerThreshold>? TrustedOf(long version)
    {
        lock (_gate)
        {
            return _active is { Walk: not null } tuned && tuned.Version == version ? Trusted(tuned) : null;
        }
    }

    private static LayerThreshold[] Trusted(TunedPlan tuned) => [.. tuned.Layers.Zip(tuned.Walk!.Trusted, (l, t) => new LayerThreshold(l.Name, t))];

    private void Run(TunedPlan tuned)
    {
        IPreparedPlan network = target.Prepare(tuned.InForce(), tuned.Version, CancellationToken.None);
        lock (_gate)
        {
            tuned.Network = network;
            if (_active == tuned)
            {
                network.Activate();
            }
        }
    }

    private string? TrySave(TunedPlan tuned)
    {
        try
        {
            store.Save(tuned.Version, tuned.Plan, tuned.Walk!.Trusted);
            return null;
        }
        catch (IOException e)
        {
            return $"; the disk does not take them ({e.Message}), a restart begins with the ones before";
        }
    }

    private static ThresholdReport Report(TunedPlan tuned, WalkVerdict verdict, ShadowSample sample, string? problem)
    {
        LayerThreshold[] thresholds = Trusted(tuned);
        double updated = tuned.Layers.Average(l => sample.UpdatedFractions[l.Index]);
        string sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"thresholds {string.Join(", ", thresholds.Select(t => $"{t.Name} {t.DeltaThreshold}"))}: divergence {verdict.DivergenceBits:0.0000} of {tuned.Plan.DivergenceBudget:0.0000} bit per frame{problem}");
        return new ThresholdReport(tuned.Version, thresholds, verdict.DivergenceBits, updated, sentence);
    }

    private void Activate(TunedPlan tuned)
    {
        lock (_gate)
        {
            _active = tuned;
            tuned.Network!.Activate();
        }
    }

    /// <summary>A plan with its walk and the network of the thresholds in force.</summary>
    private sealed class TunedPlan(PrecisionPlan plan, long version, IReadOnlyList<TunableLayer> layers, ThresholdWalk? walk)
    {
        public PrecisionPlan Plan => plan;

        public long Version => version;

        public IReadOnlyList<TunableLayer> Layers => layers;

        public ThresholdWalk? Walk => walk;

        public IPreparedPlan? Network { get; set; }

        /// <summary>The plan with the walk's thresholds.</summary>
        public PrecisionPlan InForce()
        {
            if (walk is null)
            {
                return plan;
            }

            LayerPrecision[] tuned = [.. plan.Layers];
            for (int i = 0; i < layers.Count; i++)
            {
                tuned[layers[i].Index] = tuned[layers[i].Index] with { DeltaThreshold = walk.Current[i] };
            }

            return plan with { Layers = tuned };
        }

        public bool Runs(IReadOnlyList<int?> thresholds) => InForce().Layers.Select(l => l.DeltaThreshold).SequenceEqual(thresholds);
    }

    private sealed class Switch(ThresholdTuner tuner, TunedPlan tuned) : IPreparedPlan
    {
        public void Activate() => tuner.Activate(tuned);
    }
}
