namespace HostTrainer.Search.Nsga;

/// <summary>
/// Who stays in the population: feasible points first, front by front; of the front that does not fit whole the least crowded,
/// ties at random; then infeasible points by violation.
/// </summary>
internal static class Survival
{
    /// <summary>At most <paramref name="count"/> of the candidates, with their crowding distances.</summary>
    public static List<Individual> Select(IReadOnlyList<Individual> candidates, int count, MersenneTwister random)
    {
        Individual[] feasible = [.. candidates.Where(c => c.Fitness.Feasible)];
        List<Individual> survivors = SelectFeasible(feasible, count, random);
        survivors.AddRange(candidates.Where(c => !c.Fitness.Feasible).OrderBy(c => c.Fitness.Violation).Take(count - survivors.Count));
        return survivors;
    }

    private static List<Individual> SelectFeasible(Individual[] feasible, int count, MersenneTwister random)
    {
        List<Individual> survivors = [];
        foreach (IReadOnlyList<int> front in NondominatedSort.Fronts([.. feasible.Select(f => f.Fitness.Objectives)]))
        {
            double[] crowding = CrowdingDistance.Of([.. front.Select(i => feasible[i].Fitness.Objectives)]);
            IEnumerable<int> kept = Enumerable.Range(0, front.Count);
            int free = count - survivors.Count;
            if (front.Count > free)
            {
                kept = random.Permutation(front.Count).OrderByDescending(k => crowding[k]).Take(free);
            }

            survivors.AddRange(kept.Select(k => feasible[front[k]] with { Crowding = crowding[k] }));
            if (survivors.Count == count)
            {
                break;
            }
        }

        return survivors;
    }
}
