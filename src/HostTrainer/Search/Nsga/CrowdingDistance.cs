namespace HostTrainer.Search.Nsga;

/// <summary>
/// Crowding distance of the points of one front (Deb et al. 2002): the mean over objectives of the normalised distance between
/// the neighbours. The ends of every objective are infinitely far; of equal points all but the first have distance 0.
/// </summary>
public static class CrowdingDistance
{
    /// <summary>One distance per point.</summary>
    /// <param name="front">Objective vectors, all of the same length.</param>
    public static double[] Of(IReadOnlyList<IReadOnlyList<double>> front)
    {
        double[] distance = new double[front.Count];
        int[] unique = Unique(front);
        if (unique.Length <= 2)
        {
            foreach (int i in unique)
            {
                distance[i] = double.PositiveInfinity;
            }

            return distance;
        }

        int objectives = front[0].Count;
        for (int m = 0; m < objectives; m++)
        {
            int[] order = [.. unique.OrderBy(i => front[i][m])];
            double range = front[order[^1]][m] - front[order[0]][m];
            distance[order[0]] = double.PositiveInfinity;
            distance[order[^1]] = double.PositiveInfinity;
            for (int k = 1; range > 0 && k < order.Length - 1; k++)
            {
                distance[order[k]] += (front[order[k + 1]][m] - front[order[k - 1]][m]) / range / objectives;
            }
        }

        return distance;
    }

    private static int[] Unique(IReadOnlyList<IReadOnlyList<double>> front) =>
        [.. Enumerable.Range(0, front.Count).Where(i => !Enumerable.Range(0, i).Any(j => front[i].SequenceEqual(front[j])))];
}
