using System.Globalization;

using Edge.Runtime.Errors;

namespace HostTrainer.Choosing;

/// <summary>A point chosen from a front.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Candidates">Points that kept every limit.</param>
/// <param name="Reason">Why it was chosen, one sentence.</param>
public sealed record Choice(int Number, int Candidates, string Reason)
{
    /// <summary>Chooses the preferred point of those that keep every limit; of equally good ones the one with the lowest error.</summary>
    /// <exception cref="EdgeException">No point keeps every limit (exit code 1), or the platform does not model the preferred figure (exit code 2).</exception>
    public static Choice Of(SearchFront front, FigureLimits limits, Preference preference)
    {
        IReadOnlyList<int> within = front.Within(limits);
        if (within.Count == 0)
        {
            throw new EdgeException(ExitCode.CheckFailed, WhyNone(front, limits), $"run {front.Report.Run.Id}", "give weaker limits, or go on with 'mohaq search resume --evaluations N'");
        }

        string of = limits.IsEmpty
            ? $"the front's {within.Count} points"
            : string.Create(CultureInfo.InvariantCulture, $"the {within.Count} of {front.Points.Count} points that keep every limit");
        return preference.Best is Figure figure
            ? new Choice(BestOf(front, figure, within), within.Count, $"best {FigureFacts.Name(figure)} of {of}")
            : new Choice(front.KneeOf(within), within.Count, $"farthest from the chord of the front (the knee) of {of}");
    }

    private static int BestOf(SearchFront front, Figure figure, IReadOnlyList<int> numbers)
    {
        int best = 0;
        foreach (int number in numbers.Where(n => front.FiguresOf(n)[figure] is not null))
        {
            best = best == 0 || FigureFacts.Gain(figure, front.FiguresOf(best)[figure]!.Value, front.FiguresOf(number)[figure]!.Value) > 0 ? number : best;
        }

        return best > 0
            ? best
            : throw new EdgeException(
                ExitCode.Usage, $"{front.Report.Run.Settings.Platform.Name} has no model of {FigureFacts.Name(figure)}", "--prefer", "prefer another figure");
    }

    private static string WhyNone(SearchFront front, FigureLimits limits)
    {
        if (front.Points.Count == 0)
        {
            return "the front is empty: no plan keeps every limit of the search";
        }

        string[] unreachable = [.. FigureFacts.All.Where(f => limits.Of(f) is not null && !front.Points.Any(p => limits.Keeps(f, FigureSet.Of(p)))).Select(f => Nearest(front, f))];
        return unreachable.Length > 0
            ? $"no point keeps every limit: {string.Join("; ", unreachable)}"
            : $"each limit is kept by some of the {front.Points.Count} points, but no point keeps all of them";
    }

    private static string Nearest(SearchFront front, Figure figure)
    {
        double[] values = [.. front.Points.Select(p => FigureSet.Of(p)[figure]).OfType<double>()];
        return values.Length == 0
            ? $"{front.Report.Run.Settings.Platform.Name} has no model of {FigureFacts.Name(figure)}"
            : $"the best {FigureFacts.Name(figure)} of the front is {FigureFacts.Text(figure, FigureFacts.MoreIsBetter(figure) ? values.Max() : values.Min())}";
    }
}
