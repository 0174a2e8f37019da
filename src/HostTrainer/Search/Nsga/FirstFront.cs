namespace HostTrainer.Search.Nsga;

/// <summary>The first front of <see cref="NondominatedSort"/> alone, in time and memory that grow with the front and not with the square of the points.</summary>
public static class FirstFront
{
    /// <summary>Indices of the points that no other dominates, ascending; equal points are all in or all out.</summary>
    /// <param name="points">Objective vectors to minimise, all of the same length.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<IReadOnlyList<double>> points)
    {
        List<int> front = [];
        for (int i = 0; i < points.Count; i++)
        {
            IReadOnlyList<double> point = points[i];
            if (!front.Exists(f => Dominance.Dominates(points[f], point)))
            {
                front.RemoveAll(f => Dominance.Dominates(point, points[f]));
                front.Add(i);
            }
        }

        return front;
    }
}
