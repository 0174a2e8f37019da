namespace HostTrainer.Choosing;

/// <summary>The next point of a front in the better direction of one figure.</summary>
/// <param name="Figure">The figure that gets better.</param>
/// <param name="Number">The neighbour's number, from 1.</param>
/// <param name="Differences">The neighbour's figures minus the point's, in the order of <see cref="FigureFacts.All"/>; null where not modelled.</param>
public sealed record Neighbour(Figure Figure, int Number, IReadOnlyList<double?> Differences)
{
    /// <summary>
    /// The neighbours of a point, at most one per figure that the search improves: of the points that are better in the figure, the one that
    /// is least better; of several such, the one with the lowest error. So "next better" is the neighbour in error, "next cheaper" that in size,
    /// speed-up or energy. The best point of a figure has none in it.
    /// </summary>
    /// <param name="front">The front.</param>
    /// <param name="number">Number of the point, from 1.</param>
    public static IReadOnlyList<Neighbour> Of(SearchFront front, int number) =>
        [.. front.Figures.Select(f => Next(front, number, f)).OfType<Neighbour>()];

    /// <summary>Figures of one point minus those of another, in the order of <see cref="FigureFacts.All"/>.</summary>
    public static IReadOnlyList<double?> Between(SearchFront front, int from, int to) =>
        [.. FigureFacts.All.Select(f => front.Value(f, to) - front.Value(f, from))];

    private static Neighbour? Next(SearchFront front, int number, Figure figure)
    {
        if (front.Value(figure, number) is not double from)
        {
            return null;
        }

        (int Number, double Gain)[] better =
        [
            .. Enumerable.Range(1, front.Points.Count)
                .Select(n => (Number: n, Gain: FigureFacts.Gain(figure, from, front.Value(figure, n) ?? from)))
                .Where(c => c.Gain > 0)
                .OrderBy(c => c.Gain).ThenBy(c => c.Number),
        ];
        return better.Length == 0 ? null : new Neighbour(figure, better[0].Number, Between(front, number, better[0].Number));
    }
}
