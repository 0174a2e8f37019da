using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Choosing;

/// <summary>The front of a run with what choosing from it needs. Points are numbered from 1, lowest error first.</summary>
public sealed class SearchFront
{
    private readonly int _knee;

    private SearchFront(SearchReport report)
    {
        Report = report;
        Problem = new SearchProblem(report.Run.Settings, report.Run.BaselineErrors);
        Figures = [.. report.Run.Settings.Objectives.Select(FigureFacts.Of)];
        KneeDistances = KneePoint.Distances([.. report.Front.Select(p => Problem.Fitness(p.Cost, p.SubsetErrors).Objectives)]);
        _knee = Farthest(Enumerable.Range(0, report.Front.Count));
    }

    /// <summary>What the search found.</summary>
    public SearchReport Report { get; }

    /// <summary>Objectives and constraints of the search.</summary>
    public SearchProblem Problem { get; }

    /// <summary>The figures that the search improves.</summary>
    public IReadOnlyList<Figure> Figures { get; }

    /// <summary>Distance of every point from the chord of the front, see <see cref="KneePoint"/>.</summary>
    public IReadOnlyList<double> KneeDistances { get; }

    /// <summary>The points.</summary>
    public IReadOnlyList<FrontPoint> Points => Report.Front;

    /// <summary>Number of the knee, from 1; 0 for an empty front.</summary>
    public int Knee => _knee + 1;

    /// <summary>The front of a run.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="runId">Number of the run; null for the newest.</param>
    /// <exception cref="EdgeException">No such run, nothing measured in it yet, or the archive is damaged.</exception>
    public static SearchFront Open(SearchArchive archive, long? runId) => new(SearchReport.Of(archive, runId));

    /// <summary>Numbers of the points that keep limits, in order.</summary>
    public IReadOnlyList<int> Within(FigureLimits limits) =>
        [.. Enumerable.Range(1, Points.Count).Where(n => limits.Keeps(Points[n - 1].Error, Points[n - 1].Cost))];

    /// <summary>A point by its number.</summary>
    /// <exception cref="EdgeException">The front has no such point (exit code 2).</exception>
    public FrontPoint Point(int number) => number >= 1 && number <= Points.Count
        ? Points[number - 1]
        : throw new EdgeException(
            ExitCode.Usage,
            Points.Count == 0 ? "the front is empty: no plan keeps every limit of the search" : $"the front has no point {number}",
            $"run {Report.Run.Id}",
            Points.Count == 0 ? "go on with 'mohaq search resume --evaluations N'" : $"give 1 to {Points.Count}");

    /// <summary>The value of a figure at a point, or null.</summary>
    public double? Value(Figure figure, int number) => FigureFacts.Value(figure, Points[number - 1].Error, Points[number - 1].Cost);

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
