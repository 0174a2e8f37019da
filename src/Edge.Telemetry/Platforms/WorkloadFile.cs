using System.Text.Json;

using Edge.Runtime.Errors;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// Reads topology files. Two forms: the dimensions of an SRU network (<c>"layers": 4</c>), or every product with its weights
/// and multiply-accumulates (<c>"layers": [ ... ]</c>).
/// </summary>
public static class WorkloadFile
{
    private const string Kind = "topology";
    private const long MaxCount = 1L << 40;

    /// <summary>Reads a topology file.</summary>
    /// <exception cref="EdgeException">The file cannot be read or describes no network; the message says why.</exception>
    public static Workload Load(string path) => Parse(DataFile.Read(path, Kind), path);

    /// <summary>Reads a topology from JSON.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">The text describes no network.</exception>
    public static Workload Parse(ReadOnlyMemory<byte> json, string where) =>
        LayersAreListed(json, where) ? ParseListed(json, where) : ParseDimensions(json, where);

    private static bool LayersAreListed(ReadOnlyMemory<byte> json, string where)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("layers", out JsonElement layers)
                && layers.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput($"not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine})", where, "give a topology file", e);
        }
    }

    private static Workload ParseDimensions(ReadOnlyMemory<byte> json, string where)
    {
        TopologyDocument document = DataFile.Deserialize(json.Span, PlatformJson.Default.TopologyDocument, Kind, where);
        CheckSchema(document.Schema, where);
        return Workload.Of(document.Name ?? Path.GetFileNameWithoutExtension(where), document.ToTopology().Validated(where));
    }

    private static Workload ParseListed(ReadOnlyMemory<byte> json, string where)
    {
        WorkloadDocument document = DataFile.Deserialize(json.Span, PlatformJson.Default.WorkloadDocument, Kind, where);
        CheckSchema(document.Schema, where);
        string? fault = Fault(document);
        if (fault is not null)
        {
            throw EdgeException.BadInput(fault, where, "correct the file");
        }

        return new Workload(
            document.Name,
            document.Layers,
            document.VectorElements,
            document.TotalOperations ?? document.Layers.Sum(l => l.Macs),
            document.Fp32MiB ?? Workload.ExactFp32MiB(document.Layers, document.VectorElements));
    }

    private static void CheckSchema(int schema, string where)
    {
        if (schema != 1)
        {
            throw EdgeException.BadInput($"topology schema {schema} is not known (this build reads 1)", where, "update this program or the file");
        }
    }

    private static string? Fault(WorkloadDocument document)
    {
        if (document.Layers.Count is 0 or > 64)
        {
            return $"layers has {document.Layers.Count} entries, allowed are 1 to 64";
        }

        if (document.Layers.Any(l => !IsUsable(l)))
        {
            return $"every layer needs a name, and weights and macs from 0 to {MaxCount}";
        }

        if (document.Layers.DistinctBy(l => l.Name).Count() != document.Layers.Count)
        {
            return "two layers have the same name";
        }

        if (document.Layers.Sum(l => l.Macs) == 0 || !InRange(document.VectorElements))
        {
            return "a network needs at least one multiply-accumulate, and vectorElements from 0";
        }

        if (document.TotalOperations is long total && total < document.Layers.Sum(l => l.Macs))
        {
            return $"totalOperations {total} is below the multiply-accumulates of the layers";
        }

        return document.Fp32MiB is double f && (!double.IsFinite(f) || f <= 0) ? $"fp32MiB {f} is not above 0" : null;
    }

    private static bool IsUsable(WorkloadLayer? layer) =>
        layer is not null && !string.IsNullOrWhiteSpace(layer.Name) && InRange(layer.Weights) && InRange(layer.Macs);

    private static bool InRange(long count) => count is >= 0 and <= MaxCount;
}
