using System.Globalization;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Evaluation;

/// <summary>Objectives and constraints of one search. Pure and thread-safe.</summary>
public sealed class SearchProblem
{
    private readonly SearchSettings _settings;
    private readonly TableCostModel _costs;
    private readonly Workload _workload;
    private readonly PlatformCost _worst;
    private readonly double _speedupCeiling;

    /// <summary>Sets up a search.</summary>
    /// <param name="settings">What is searched for.</param>
    /// <param name="baselineErrors">Subset errors of the plan with 16 bits everywhere, percent.</param>
    /// <exception cref="EdgeException">The objectives are not two different ones or more, or the platform has no energy model (exit code 2).</exception>
    public SearchProblem(SearchSettings settings, IReadOnlyList<double> baselineErrors)
    {
        _settings = settings;
        _costs = new TableCostModel(settings.Platform, settings.SramLimitMiB);
        CheckObjectives(settings);
        _workload = Workload.Of("model", settings.Topology);
        Layout = LayoutOf(settings);
        BaselineError = baselineErrors.Max();
        ErrorLimit = settings.MaxError ?? (BaselineError + settings.ErrorRise);
        _worst = Cost([.. Layout.Genes.Select(g => g.Domain[^1])]);
        _speedupCeiling = Cost(Layout.Repair([.. Layout.Genes.Select(g => g.Domain[0])])).Speedup ?? 1;
    }

    /// <summary>The genes.</summary>
    public GenomeLayout Layout { get; }

    /// <summary>Error of the worst subset with 16 bits everywhere, percent.</summary>
    public double BaselineError { get; }

    /// <summary>Largest error of a feasible plan, percent.</summary>
    public double ErrorLimit { get; }

    /// <summary>The genes of a search with these settings.</summary>
    public static GenomeLayout LayoutOf(SearchSettings settings)
    {
        TableCostModel costs = new(settings.Platform);
        return GenomeLayout.Create([.. settings.Topology.Matrices().Select(m => m.Name)], costs.SharedPrecision, costs.SupportedBits);
    }

    /// <summary>Refuses objectives that cannot be searched for.</summary>
    /// <exception cref="EdgeException">Fewer than two different ones, or energy on a platform without an energy model (exit code 2).</exception>
    public static void CheckObjectives(SearchSettings settings)
    {
        if (settings.Objectives.Count < 2 || settings.Objectives.Distinct().Count() != settings.Objectives.Count)
        {
            throw new EdgeException(ExitCode.Usage, "a search needs two or more different objectives", "--objectives", "use error, size, speedup, energy");
        }

        if (settings.Objectives.Contains(ObjectiveKind.Energy) && settings.Platform.SramPicojoulePerBit is null)
        {
            throw new EdgeException(ExitCode.Usage, $"{settings.Platform.Name} has no energy model", "--objectives", "leave energy out, or take silago");
        }
    }

    /// <summary>The plan of a genome.</summary>
    public PrecisionPlan Plan(IReadOnlyList<int> genome) => Layout.ToPlan(genome, _settings.ModelHash);

    /// <summary>The cost of a genome.</summary>
    public PlatformCost Cost(IReadOnlyList<int> genome) => _costs.Evaluate(_workload, Layout.ToLayers(genome));

    /// <summary>The verdict on a genome.</summary>
    /// <param name="cost">Its cost.</param>
    /// <param name="subsetErrors">Its errors, percent; empty when they were not measured because the cost alone is not feasible.</param>
    public Fitness Fitness(PlatformCost cost, IReadOnlyList<double> subsetErrors)
    {
        double? error = subsetErrors.Count > 0 ? subsetErrors.Max() : null;
        double violation = Excess(cost.SizeMiB, _settings.SramLimitMiB) + Excess(error, ErrorLimit) + (cost.Speedup is null ? 1 : 0);
        double[] objectives = [.. _settings.Objectives.Select(o => Objective(o, cost, error))];
        return new Fitness(objectives, violation);
    }

    /// <summary>Why a genome is not feasible, as sentences; empty for a feasible one.</summary>
    public IReadOnlyList<string> Violations(PlatformCost cost, IReadOnlyList<double> subsetErrors) =>
        subsetErrors.Count > 0 && subsetErrors.Max() > ErrorLimit
            ? [.. cost.Violations, string.Create(CultureInfo.InvariantCulture, $"error {subsetErrors.Max():0.00} % is above the limit of {ErrorLimit:0.00} %")]
            : cost.Violations;

    /// <summary>
    /// The share of the box of possible objectives that a set of verdicts dominates, 0 to 1. The box reaches from the ideal (no error, no
    /// size, no energy, the platform's highest speed-up) to the error limit, and size and energy of 16 bits everywhere.
    /// </summary>
    public double Hypervolume(IEnumerable<Fitness> front) =>
        Nsga.Hypervolume.Of(front.Select(f => Normalised(f.Objectives)), [.. _settings.Objectives.Select(_ => 1.0)]);

    private static double Objective(ObjectiveKind kind, PlatformCost cost, double? error) => kind switch
    {
        ObjectiveKind.Error => error ?? double.PositiveInfinity,
        ObjectiveKind.Size => cost.SizeMiB,
        ObjectiveKind.Speedup => -cost.Speedup ?? double.PositiveInfinity,
        _ => cost.EnergyMicrojoule ?? double.PositiveInfinity,
    };

    private static double Excess(double? value, double? limit) => value is double v && limit is double l && v > l ? (v - l) / l : 0;

    private double[] Normalised(IReadOnlyList<double> objectives) => [.. _settings.Objectives.Select((kind, i) => kind switch
    {
        ObjectiveKind.Error => objectives[i] / ErrorLimit,
        ObjectiveKind.Size => objectives[i] / _worst.SizeMiB,
        ObjectiveKind.Speedup => 1 + (objectives[i] / _speedupCeiling),
        _ => objectives[i] / _worst.EnergyMicrojoule!.Value,
    })];
}
