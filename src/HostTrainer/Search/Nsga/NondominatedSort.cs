namespace HostTrainer.Search.Nsga;

/// <summary>Sorts points into fronts (Deb et al. 2002): a front is dominated only by the fronts before it.</summary>
public static class NondominatedSort
{
    /// <summary>The fronts, each a list of indices into <paramref name="points"/> in ascending order.</summary>
    /// <param name="points">Objective vectors to minimise, all of the same length.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Fronts(IReadOnlyList<IReadOnlyList<double>> points)
    {
        double[][] rows = [.. points.Select(p => p.ToArray())];
        int[] dominators = new int[points.Count];
        List<int>[] dominated = [.. points.Select(_ => new List<int>())];
        for (int i = 0; i < points.Count; i++)
        {
            for (int j = 0; j < points.Count; j++)
            {
                if (Dominance.DominatesRow(rows[i], rows[j]))
                {
                    dominated[i].Add(j);
                    dominators[j]++;
                }
            }
        }

        List<IReadOnlyList<int>> fronts = [];
        int[] front = [.. Enumerable.Range(0, points.Count).Where(i => dominators[i] == 0)];
        while (front.Length > 0)
        {
            fronts.Add(front);
            front = [.. front.SelectMany(i => dominated[i]).Where(j => --dominators[j] == 0).Order()];
        }

        return fronts;
    }
}
