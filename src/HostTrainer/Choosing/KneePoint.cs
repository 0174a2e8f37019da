namespace HostTrainer.Choosing;

/// <summary>
/// The knee of a front: the point farthest from the chord of the normalised front, on the side of the ideal. Every objective is scaled to
/// 0 (best of the front) .. 1 (worst of the front). With two objectives the chord joins the two ends of the front (Das 1999); with more it is the flat
/// (line, plane, ...) through the best points of every objective. Objectives that rise and fall together do not count twice: their best
/// points coincide, and the flat has a dimension less.
/// </summary>
public static class KneePoint
{
    /// <summary>Below this length a direction is taken for rounding error.</summary>
    private const double Negligible = 1e-9;

    /// <summary>
    /// Distance of every point from the chord; positive toward the ideal, negative beyond the chord, 0 at the ends and for a front of one point.
    /// </summary>
    /// <param name="objectives">Objective vectors to minimise, all of the same length and finite.</param>
    public static IReadOnlyList<double> Distances(IReadOnlyList<IReadOnlyList<double>> objectives)
    {
        if (objectives.Count == 0)
        {
            return [];
        }

        double[][] points = Normalised(objectives);
        double[][] ends = [.. Enumerable.Range(0, points[0].Length).Select(k => points.OrderBy(p => p[k]).ThenBy(p => p.Sum()).First())];
        List<double[]> basis = Basis(ends);
        return [.. points.Select(p => SignedDistance(p, ends[0], basis))];
    }

    private static double[][] Normalised(IReadOnlyList<IReadOnlyList<double>> objectives)
    {
        (double Best, double Range)[] scale =
        [
            .. Enumerable.Range(0, objectives[0].Count).Select(k =>
            {
                double best = objectives.Min(o => o[k]);
                return (best, objectives.Max(o => o[k]) - best);
            }),
        ];
        return [.. objectives.Select(o => o.Select((v, k) => scale[k].Range > 0 ? (v - scale[k].Best) / scale[k].Range : 0).ToArray())];
    }

    /// <summary>Orthonormal directions of the flat through the ends.</summary>
    private static List<double[]> Basis(double[][] ends)
    {
        List<double[]> basis = [];
        foreach (double[] end in ends.Skip(1))
        {
            double[] rest = Rejected([.. end.Zip(ends[0], (a, b) => a - b)], basis);
            double length = Length(rest);
            if (length > Negligible)
            {
                basis.Add([.. rest.Select(v => v / length)]);
            }
        }

        return basis;
    }

    private static double SignedDistance(double[] point, double[] origin, List<double[]> basis)
    {
        double[] away = Rejected([.. point.Zip(origin, (a, b) => a - b)], basis);
        double length = Length(away);
        return length <= Negligible ? 0 : away.Sum() < 0 ? length : -length;
    }

    private static double[] Rejected(double[] vector, List<double[]> basis)
    {
        foreach (double[] direction in basis)
        {
            double along = vector.Zip(direction, (a, b) => a * b).Sum();
            vector = [.. vector.Zip(direction, (v, d) => v - (along * d))];
        }

        return vector;
    }

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(v => v * v));
}
