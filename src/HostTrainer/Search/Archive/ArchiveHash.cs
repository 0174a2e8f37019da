using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Edge.Telemetry.Platforms;

using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Archive;

/// <summary>
/// One SHA-256 over everything a search measured, so that two archives can be compared: an interrupted search against an uninterrupted one,
/// another number of threads, another machine.
/// </summary>
/// <remarks>
/// A line per evaluation in the order of the search, each ended by a line feed: sequence, genome, errors, updated fractions, base errors, beacon,
/// beacon errors, size in MiB, speed-up, energy in uJ; separated by tabs, lists by commas, numbers in the shortest form that reads back, nothing
/// where there is no value; UTF-8.
/// </remarks>
public static class ArchiveHash
{
    /// <summary>The hash, 64 lower-case hexadecimal digits.</summary>
    /// <param name="problem">The search, for costs.</param>
    /// <param name="evaluations">In the order of the search.</param>
    public static string Of(SearchProblem problem, IEnumerable<ArchivedEvaluation> evaluations)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ArchivedEvaluation evaluation in evaluations)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Line(problem, evaluation)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Line(SearchProblem problem, ArchivedEvaluation evaluation)
    {
        Measurement measured = evaluation.Measurement;
        PlatformCost cost = problem.Cost(GenomeText.Parse(evaluation.Genome, problem.Layout, "archive"), measured);
        string[] fields =
        [
            evaluation.Sequence.ToString(CultureInfo.InvariantCulture),
            evaluation.Genome,
            List(measured.SubsetErrors),
            List(measured.UpdatedFractions),
            List(measured.Beacon?.BaseErrors ?? []),
            measured.Beacon?.BeaconId ?? string.Empty,
            List(measured.Beacon?.BeaconErrors ?? []),
            Number(cost.SizeMiB),
            Number(cost.Speedup),
            Number(cost.EnergyMicrojoule),
        ];
        return string.Join('\t', fields) + "\n";
    }

    private static string List(IEnumerable<double> values) => string.Join(',', values.Select(v => Number(v)));

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
