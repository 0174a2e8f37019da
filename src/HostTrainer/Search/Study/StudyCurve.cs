using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Study;

/// <summary>How one search went.</summary>
/// <param name="Strategy">Its strategy.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Hypervolume">Hypervolume after every evaluation, in the order of the search.</param>
public sealed record StudyCurve(SearchStrategy Strategy, uint Seed, IReadOnlyList<double> Hypervolume)
{
    /// <summary>Evaluations after which a hypervolume is reached, or null when it never is.</summary>
    public int? EvaluationsTo(double hypervolume)
    {
        int index = Hypervolume.Index().FirstOrDefault(h => h.Item >= hypervolume, (-1, 0)).Index;
        return index < 0 ? null : index + 1;
    }
}
