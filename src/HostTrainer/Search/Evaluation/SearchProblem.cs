using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Evaluation;

/// <summary>Objectives and limits of one search. Pure and thread-safe.</summary>
public sealed class SearchProblem
{
    private readonly SearchSettings _settings;
    private readonly ICostModel _costs;
    private readonly Workload _workload;
    private readonly LimitCheck _limits;
    private readonly PlatformCost _worst;
    private readonly double _speedupCeiling;

    /// <summary>Sets up a search.</summary>
    /// <param name="settings">What is searched for.</param>
    /// <param name="baselineErrors">Subset errors of the plan with 16 bits everywhere, percent.</param>
    /// <exception cref="EdgeException">The objectives or limits cannot be searched for (exit code 2).</exception>
    public SearchProblem(SearchSettings settings, IReadOnlyList<double> baselineErrors)
    {
        Check(settings);
        _settings = settings;
        _costs = CostModel(settings);
        _workload = Workload.Of("model", settings.Topology);
        Layout = LayoutOf(settings);
        BaselineError = baselineErrors.Max();
        ErrorLimit = settings.Limits.MaxError ?? (BaselineError + settings.Limits.ErrorRise);
        _limits = new LimitCheck(settings.Limits, ErrorLimit);
        _worst = _costs.Evaluate(_workload, Layout.ToLayers(Layout.Widest()));
        _speedupCeiling = Cost(Layout.Narrowest(), Measurement.None).Speedup ?? 1;
    }

    /// <summary>The genes.</summary>
    public GenomeLayout Layout { get; }

    /// <summary>What is improved, in the order of <see cref="Nsga.Fitness.Objectives"/>.</summary>
    public IReadOnlyList<ObjectiveKind> Objectives => _settings.Objectives;

    /// <summary>Layers of the network.</summary>
    public int Layers => _workload.Layers.Count;

    /// <summary>Error of the worst subset with 16 bits everywhere, percent.</summary>
    public double BaselineError { get; }

    /// <summary>Largest error of a feasible plan, percent.</summary>
    public double ErrorLimit { get; }

    /// <summary>The genes of a search with these settings.</summary>
    public static GenomeLayout LayoutOf(SearchSettings settings)
    {
        ICostModel costs = CostModel(settings);
        return GenomeLayout.Create(
            [.. settings.Topology.Matrices().Select(m => m.Name)], costs.SharedPrecision, costs.SupportedBits, settings.DeltaGenes, settings.FixedLayers, settings.DeltaValues, settings.Skip);
    }

    /// <summary>Refuses settings that cannot be searched with.</summary>
    /// <exception cref="EdgeException">Fewer than two different objectives, or energy without an energy model (exit code 2).</exception>
    public static void Check(SearchSettings settings)
    {
        if (settings.Objectives.Count < 2 || settings.Objectives.Distinct().Count() != settings.Objectives.Count)
        {
            throw new EdgeException(ExitCode.Usage, "a search needs two or more different objectives", "--objectives", "use error, size, speedup, energy, work");
        }

        if (settings.FixedLayers is not null && LayoutOf(settings).Genes.Count == 0)
        {
            throw new EdgeException(
                ExitCode.Usage, "with fixed bits only delta thresholds can be searched for", "--fix-bits", "give --delta-genes, and 4 or 8 bits to the activations of a layer");
        }

        bool energy = settings.Objectives.Contains(ObjectiveKind.Energy) || settings.Limits.MaxEnergyMicrojoule is not null;
        if (energy && !CostModel(settings).HasEnergy)
        {
            throw new EdgeException(ExitCode.Usage, $"{settings.Platform.Name} has no energy model", "--objectives", "leave energy out, or take silago");
        }
    }

    /// <summary>The plan of a genome.</summary>
    public PrecisionPlan Plan(IReadOnlyList<int> genome) => Layout.ToPlan(genome, _settings.ModelHash);

    /// <summary>
    /// The cost of a genome with the inputs that were transmitted while it was measured. What was not measured is priced at its best: layers
    /// with a delta threshold transmit nothing.
    /// </summary>
    /// <param name="genome">Values in gene order.</param>
    /// <param name="measurement">What was measured; <see cref="Measurement.None"/> for the best case.</param>
    public PlatformCost Cost(IReadOnlyList<int> genome, Measurement measurement)
    {
        IReadOnlyList<LayerPrecision> layers = Layout.ToLayers(genome);
        return _costs.Evaluate(_workload, layers, measurement.UpdatedFractions.Count > 0 ? measurement.UpdatedFractions : BestFractions(layers));
    }

    /// <summary>The cost as far as it is known: figures that depend on what is transmitted are null when that was not measured.</summary>
    /// <param name="genome">Values in gene order.</param>
    /// <param name="measurement">What was measured, or <see cref="Measurement.None"/>.</param>
    public PlatformCost KnownCost(IReadOnlyList<int> genome, Measurement measurement)
    {
        PlatformCost best = Cost(genome, measurement);
        if (measurement.UpdatedFractions.Count > 0)
        {
            return best;
        }

        PlatformCost all = _costs.Evaluate(_workload, Layout.ToLayers(genome));
        return best with
        {
            Speedup = best.Speedup == all.Speedup ? best.Speedup : null,
            EnergyMicrojoule = best.EnergyMicrojoule == all.EnergyMicrojoule ? best.EnergyMicrojoule : null,
            Microseconds = best.Microseconds == all.Microseconds ? best.Microseconds : null,
        };
    }

    /// <summary>
    /// True when the platform computes a genome and its cost at its best keeps every limit. The error takes seconds and the cost nothing, so the error
    /// of other genomes is not measured: they are ranked by their violation alone.
    /// </summary>
    public bool CostFeasible(IReadOnlyList<int> genome) => _limits.Of(Cost(genome, Measurement.None), null, null).Count == 0;

    /// <summary>
    /// Work of a genome as a share of 16 bits everywhere (<see cref="ObjectiveKind.Work"/>): null when delta thresholds are searched for and
    /// nothing was measured.
    /// </summary>
    public double? Work(IReadOnlyList<int> genome, Measurement measurement)
    {
        IReadOnlyList<double> updated = measurement.UpdatedFractions;
        if (_settings.DeltaGenes && updated.Count == 0)
        {
            return null;
        }

        IReadOnlyList<LayerPrecision> layers = Layout.ToLayers(genome);
        double done = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            done += _workload.Layers[i].Macs * (updated.Count > 0 ? updated[i] : 1) * layers[i].WeightBits;
        }

        return done / (16.0 * _workload.Macs);
    }

    /// <summary>Measured work over that of the same genome with nothing skipped, 0 to 1; 1 when no fractions were measured.</summary>
    public double WorkRatio(IReadOnlyList<int> genome, Measurement measurement) => measurement.UpdatedFractions.Count == 0
        ? 1
        : Work(genome, measurement)!.Value / Work(genome, measurement with { UpdatedFractions = [.. Enumerable.Repeat(1.0, Layers)] })!.Value;

    /// <summary>The verdict on a genome.</summary>
    /// <param name="genome">Values in gene order.</param>
    /// <param name="cost">Its cost.</param>
    /// <param name="measurement">What was measured; nothing when the cost alone is not feasible.</param>
    public Fitness Fitness(IReadOnlyList<int> genome, PlatformCost cost, Measurement measurement)
    {
        double? work = Work(genome, measurement);
        double[] objectives = [.. Objectives.Select(o => Objective(o, cost, measurement.Error, work))];
        return new Fitness(objectives, _limits.Of(cost, measurement.Error, work).Sum(v => v.Excess));
    }

    /// <summary>Why a genome is not feasible, as sentences; empty for a feasible one.</summary>
    public IReadOnlyList<string> Violations(IReadOnlyList<int> genome, PlatformCost cost, Measurement measurement) =>
        [.. _limits.Of(cost, measurement.Error, Work(genome, measurement)).Select(v => v.Sentence)];

    /// <summary>
    /// The share of the box of possible objectives that a set of verdicts dominates, 0 to 1. The box reaches from the ideal (no error, no
    /// size, no energy, no work, the platform's highest speed-up) to the error limit, and size, energy and work of 16 bits everywhere.
    /// </summary>
    public double Hypervolume(IEnumerable<Fitness> front) =>
        Nsga.Hypervolume.Of(front.Select(f => Normalised(f.Objectives)), [.. Objectives.Select(_ => 1.0)]);

    /// <summary>Objectives as shares of the box of <see cref="Hypervolume"/>: 0 is ideal, 1 its far side.</summary>
    public double[] Normalised(IReadOnlyList<double> objectives) => [.. Objectives.Select((kind, i) => kind switch
    {
        ObjectiveKind.Error => objectives[i] / ErrorLimit,
        ObjectiveKind.Size => objectives[i] / _worst.SizeMiB,
        ObjectiveKind.Speedup => 1 + (objectives[i] / _speedupCeiling),
        ObjectiveKind.Work => objectives[i],
        _ => objectives[i] / _worst.EnergyMicrojoule!.Value,
    })];

    private static double[] BestFractions(IReadOnlyList<LayerPrecision> layers) => [.. layers.Select(l => l.DeltaThreshold is null ? 1.0 : 0.0)];

    private static double Objective(ObjectiveKind kind, PlatformCost cost, double? error, double? work) => kind switch
    {
        ObjectiveKind.Error => error ?? double.PositiveInfinity,
        ObjectiveKind.Size => cost.SizeMiB,
        ObjectiveKind.Speedup => -cost.Speedup ?? double.PositiveInfinity,
        ObjectiveKind.Work => work ?? double.PositiveInfinity,
        _ => cost.EnergyMicrojoule ?? double.PositiveInfinity,
    };

    private static ICostModel CostModel(SearchSettings settings) => settings.Platform.CreateModel();
}
