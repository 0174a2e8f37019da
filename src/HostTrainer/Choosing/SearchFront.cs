using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Choosing;

/// <summary>The front of a run with what choosing from it needs. Points are numbered from 1, lowest error first.</summary>
public sealed class SearchFront
{
    private readonly int _knee;

    /// <summary>Prepares choosing from a front.</summary>
    /// <param name="report">What the search found.</param>
    public SearchFront(SearchReport report)
    {
        Report = report;
        Problem = new SearchProblem(report.Run.Settings, report.Run.BaselineErrors);
        Improved = [.. report.Run.Settings.Objectives.Select(FigureFacts.Of)];
        KneeDistances = KneePoint.Distances([.. report.Front.Select(p => Problem.Fitness(p.Genome, p.Cost, p.Measurement).Objectives)]);
        _knee = Farthest(Enumerable.Range(0, report.Front.Count));
    }

    /// <summary>What the search found.</summary>
    public SearchReport Report { get; }

    /// <summary>Objectives and constraints of the search.</summary>
    public SearchProblem Problem { get; }

    /// <summary>The figures that the search improves.</summary>
    public IReadOnlyList<Figure> Improved { get; }

    /// <summary>
    /// The figures worth showing: those the search improves and those the platform models. Work follows from the bits, so it is shown only when improved.
    /// </summary>
    public IReadOnlyList<Figure> Shown => [.. FigureFacts.All.Where(f => Improved.Contains(f) || (f != Figure.Work && Points.Any(p => FigureSet.Of(p)[f] is not null)))];

    /// <summary>Distance of every point from the chord of the front, see <see cref="KneePoint"/>.</summary>
    public IReadOnlyList<double> KneeDistances { get; }

    /// <summary>The points.</summary>
    public IReadOnlyList<FrontPoint> Points => Report.Front;

    /// <summary>Number of the knee, from 1; 0 for an empty front.</summary>
    public int Knee => _knee + 1;

    /// <summary>Numbers of the points that keep limits, in order.</summary>
    public IReadOnlyList<int> Within(FigureLimits limits) =>
        [.. Enumerable.Range(1, Points.Count).Where(n => limits.Keeps(FiguresOf(n)))];

    /// <summary>A point by its number.</summary>
    /// <exception cref="EdgeException">The front has no such point (exit code 2).</exception>
    public FrontPoint Point(int number) => number >= 1 && number <= Points.Count
        ? Points[number - 1]
        : throw new EdgeException(
            ExitCode.Usage,
            Points.Count == 0 ? "the front is empty: no plan keeps every limit of the search" : $"the front has no point {number}",
            $"run {Report.Run.Id}",
            Points.Count == 0 ? "go on with 'mohaq search resume --evaluations N'" : $"give 1 to {Points.Count}");

    /// <summary>The figures of a point.</summary>
    /// <param name="number">Its number, from 1.</param>
    public FigureSet FiguresOf(int number) => FigureSet.Of(Points[number - 1]);

    /// <summary>Of some points, the one that is farthest from the chord of the whole front; of equal ones the one with the lowest error.</summary>
    /// <param name="numbers">Numbers of points, at least one.</param>
    public int KneeOf(IEnumerable<int> numbers) => Farthest(numbers.Select(n => n - 1)) + 1;

    private int Farthest(IEnumerable<int> indices)
    {
        int best = -1;
        foreach (int i in indices)
        {
            best = best < 0 || KneeDistances[i] > KneeDistances[best] ? i : best;
        }

        return best;
    }
}
