using System.Globalization;

using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Study;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq search study --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Evaluations">Evaluations of every search with NSGA-II.</param>
/// <param name="Seeds">One entry per seed.</param>
/// <param name="MedianEvaluationsToTarget">Median over seeds of <see cref="SearchStudySeedDocument.EvaluationsToTarget"/>; null when most never reached it.</param>
/// <param name="Curves">Every search with its hypervolume after each evaluation.</param>
public sealed record SearchStudyDocument(
    int Schema, int Evaluations, IReadOnlyList<SearchStudySeedDocument> Seeds, double? MedianEvaluationsToTarget, IReadOnlyList<StudyCurve> Curves)
{
    /// <summary>The document of a study.</summary>
    public static SearchStudyDocument Of(IReadOnlyList<StudyCurve> curves)
    {
        SearchStudySeedDocument[] seeds =
        [
            .. from plain in curves
               where plain.Strategy == SearchStrategy.Nsga2
               join guided in curves.Where(c => c.Strategy == SearchStrategy.Guided) on plain.Seed equals guided.Seed
               select new SearchStudySeedDocument(
                   plain.Seed, plain.Hypervolume[^1], guided.Hypervolume[^1], guided.EvaluationsTo(plain.Hypervolume[^1])),
        ];
        double median = Median([.. seeds.Select(s => s.EvaluationsToTarget ?? double.PositiveInfinity)]);
        return new SearchStudyDocument(1, curves.Max(c => c.Hypervolume.Count), seeds, double.IsFinite(median) ? median : null, curves);
    }

    /// <summary>The document for people: a line per seed.</summary>
    public string ToText()
    {
        IEnumerable<string> lines = Seeds.Select(s => string.Create(
            CultureInfo.InvariantCulture,
            $"{s.Seed,4}  {s.PlainHypervolume:0.0000}  {s.GuidedHypervolume:0.0000}  {s.EvaluationsToTarget?.ToString(CultureInfo.InvariantCulture) ?? "never"}"));
        string median = MedianEvaluationsToTarget?.ToString("0.#", CultureInfo.InvariantCulture) ?? "never";
        return $"seed  nsga2   guided  evaluations guided needs for nsga2's final hypervolume\n{string.Join('\n', lines)}\nmedian: {median} of {Evaluations}";
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
