using System.Data.Common;

using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Archive;

/// <summary>The rows of evaluations in an archive. The caller guards the connection and opens transactions.</summary>
/// <param name="connection">The archive.</param>
internal sealed class EvaluationRows(ArchiveConnection connection)
{
    private const string Counted = "counted";
    private const string Base = "base";
    private const string Beacon = "beacon";

    /// <summary>Writes one evaluation.</summary>
    public void Add(long run, SearchEvaluation evaluation)
    {
        Measurement measurement = evaluation.Measurement;
        connection.Execute(
            "INSERT INTO evaluations VALUES (@run, @sequence, @generation, @drawn, @genome, @error, @size, @compression, @speedup, @energy, @violation, @violations, @beacon)",
            ("@run", run),
            ("@sequence", evaluation.Sequence),
            ("@generation", evaluation.Generation),
            ("@drawn", GenomeText.Format(evaluation.Drawn)),
            ("@genome", GenomeText.Format(evaluation.Genome)),
            ("@error", measurement.Error),
            ("@size", evaluation.Cost.SizeMiB),
            ("@compression", evaluation.Cost.Compression),
            ("@speedup", evaluation.Cost.Speedup),
            ("@energy", evaluation.Cost.EnergyMicrojoule),
            ("@violation", evaluation.Violation),
            ("@violations", string.Join('\n', evaluation.Violations)),
            ("@beacon", measurement.Beacon?.BeaconId));
        AddErrors(run, evaluation.Sequence, Counted, measurement.SubsetErrors);
        if (measurement.Beacon is { } beacon)
        {
            AddBase(run, evaluation.Sequence, beacon.BaseErrors);
            AddErrors(run, evaluation.Sequence, Beacon, beacon.BeaconErrors);
        }

        for (int layer = 0; layer < measurement.UpdatedFractions.Count; layer++)
        {
            connection.Execute(
                "INSERT INTO updated_fractions VALUES (@run, @sequence, @layer, @fraction)",
                ("@run", run), ("@sequence", evaluation.Sequence), ("@layer", layer), ("@fraction", measurement.UpdatedFractions[layer]));
        }
    }

    /// <summary>Writes base errors; those that are there already stay.</summary>
    public void AddBase(long run, int sequence, IReadOnlyList<double> errors) => AddErrors(run, sequence, Base, errors);

    /// <summary>Every evaluation of a run, in the order of the search.</summary>
    public IReadOnlyList<ArchivedEvaluation> Read(long run)
    {
        Dictionary<(int, string), List<double>> errors = Lists(
            "SELECT sequence, source, error FROM subset_errors WHERE run = @run ORDER BY sequence, source, subset", run);
        Dictionary<(int, string), List<double>> fractions = Lists(
            "SELECT sequence, '', fraction FROM updated_fractions WHERE run = @run ORDER BY sequence, layer", run);
        List<ArchivedEvaluation> evaluations = [];
        using DbCommand select = connection.Command(
            "SELECT sequence, generation, genome, beacon FROM evaluations WHERE run = @run ORDER BY sequence", ("@run", run));
        using DbDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            int sequence = row.GetInt32(0);
            BeaconProvenance? beacon = errors.TryGetValue((sequence, Base), out List<double>? from)
                ? new BeaconProvenance(from, row.IsDBNull(3) ? null : row.GetString(3), Of(errors, (sequence, Beacon)))
                : null;
            Measurement measurement = new(Of(errors, (sequence, Counted)), Of(fractions, (sequence, string.Empty)), beacon);
            evaluations.Add(new ArchivedEvaluation(sequence, row.GetInt32(1), row.GetString(2), measurement));
        }

        return evaluations;
    }

    /// <summary>Base errors by sequence, those of unfinished evaluations included.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<double>> ReadBase(long run) =>
        Lists("SELECT sequence, source, error FROM subset_errors WHERE run = @run AND source = 'base' ORDER BY sequence, subset", run)
            .ToDictionary(e => e.Key.Item1, e => (IReadOnlyList<double>)e.Value);

    private static IReadOnlyList<double> Of(Dictionary<(int, string), List<double>> lists, (int, string) key) => lists.TryGetValue(key, out List<double>? list) ? list : [];

    private void AddErrors(long run, int sequence, string source, IReadOnlyList<double> errors)
    {
        for (int i = 0; i < errors.Count; i++)
        {
            connection.Execute(
                "INSERT INTO subset_errors VALUES (@run, @sequence, @source, @subset, @error) ON CONFLICT DO NOTHING",
                ("@run", run), ("@sequence", sequence), ("@source", source), ("@subset", i), ("@error", errors[i]));
        }
    }

    private Dictionary<(int, string), List<double>> Lists(string sql, long run)
    {
        Dictionary<(int, string), List<double>> lists = [];
        using DbCommand select = connection.Command(sql, ("@run", run));
        using DbDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            (int, string) key = (row.GetInt32(0), row.GetString(1));
            if (!lists.TryGetValue(key, out List<double>? list))
            {
                lists.Add(key, list = []);
            }

            list.Add(row.GetDouble(2));
        }

        return lists;
    }
}
