namespace HostTrainer.Search.Nsga;

/// <summary>The volume a front dominates, up to a reference point (Zitzler and Thiele 1999), by slicing the last objective.</summary>
public static class Hypervolume
{
    /// <summary>The dominated volume.</summary>
    /// <param name="points">Objective vectors to minimise; those not better than the reference in every objective add nothing.</param>
    /// <param name="reference">The reference point; its length is the number of objectives, at least 1.</param>
    public static double Of(IEnumerable<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        IReadOnlyList<double>[] inside = [.. points.Where(p => IsInside(p, reference))];
        return inside.Length == 0 ? 0 : Volume(inside, reference, reference.Count);
    }

    private static bool IsInside(IReadOnlyList<double> point, IReadOnlyList<double> reference) =>
        Enumerable.Range(0, reference.Count).All(i => point[i] < reference[i]);

    /// <summary>Volume in the first <paramref name="dimensions"/> objectives.</summary>
    private static double Volume(IReadOnlyList<double>[] points, IReadOnlyList<double> reference, int dimensions)
    {
        if (dimensions == 1)
        {
            return reference[0] - points.Min(p => p[0]);
        }

        int last = dimensions - 1;
        IReadOnlyList<double>[] sorted = [.. points.OrderBy(p => p[last])];
        double volume = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double end = i + 1 < sorted.Length ? sorted[i + 1][last] : reference[last];
            double depth = end - sorted[i][last];
            if (depth > 0)
            {
                volume += depth * Volume(sorted[..(i + 1)], reference, last);
            }
        }

        return volume;
    }
}
