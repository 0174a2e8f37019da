using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Beacons;

/// <summary>Which genomes are worth a retrained model: neither good enough without nor hopeless, and fast. Size and the other limits on cost were checked before.</summary>
internal sealed class BeaconGate
{
    private readonly SearchProblem _problem;
    private readonly double _leastError;
    private readonly double _leastSpeedup;

    /// <summary>The rules in the units of a search.</summary>
    public BeaconGate(SearchProblem problem, BeaconRules rules)
    {
        _problem = problem;
        _leastError = problem.BaselineError + rules.LeastErrorRise;
        Limit = problem.BaselineError + rules.MostErrorRise;
        _leastSpeedup = rules.LeastSpeedupShare * (problem.Cost(problem.Layout.Narrowest(), Measurement.None).Speedup ?? 0);
    }

    /// <summary>Base error in percent from which on a genome is given up.</summary>
    public double Limit { get; }

    /// <summary>Whether a genome is worth it.</summary>
    /// <param name="genome">Values in gene order.</param>
    /// <param name="basic">Its errors with the weights the search began with.</param>
    public bool Admits(IReadOnlyList<int> genome, ErrorMeasurement basic)
    {
        double error = basic.SubsetErrors.Max();
        return error > _leastError && error < Limit && _problem.Cost(genome, Measurement.Of(basic)).Speedup >= _leastSpeedup;
    }
}
