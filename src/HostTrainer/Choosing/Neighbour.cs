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
        [.. front.Improved.Select(f => Next(front, number, f)).OfType<Neighbour>()];

    private static Neighbour? Next(SearchFront front, int number, Figure figure)
    {
        if (front.FiguresOf(number)[figure] is not double from)
        {
            return null;
        }

        (int Number, double Gain)[] better =
        [
            .. Enumerable.Range(1, front.Points.Count)
                .Select(n => (Number: n, Gain: FigureFacts.Gain(figure, from, front.FiguresOf(n)[figure] ?? from)))
                .Where(c => c.Gain > 0)
                .OrderBy(c => c.Gain).ThenBy(c => c.Number),
        ];
        return better.Length == 0 ? null : new Neighbour(figure, better[0].Number, front.FiguresOf(better[0].Number).Minus(front.FiguresOf(number)));
    }
}
