using System.Text.Json;

using Edge.Runtime.Errors;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// Reads topology files. Two forms: the dimensions of a network (<c>"layers": 4</c>), or every product with its weights
/// and multiply-accumulates (<c>"layers": [ ... ]</c>).
/// </summary>
public static class WorkloadFile
{
    private const string Kind = "topology";

    /// <summary>Reads a topology file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="accounting">How a published network is counted.</param>
    /// <param name="skip">Option of the paths that stay at 16 bits; 0 for none.</param>
    /// <exception cref="EdgeException">The file cannot be read or describes no network; the message says why.</exception>
    public static Workload Load(string path, CostAccounting accounting = CostAccounting.Paper, int skip = 0) =>
        Parse(DataFile.Read(path, Kind), path, accounting, skip);

    /// <summary>Reads a topology from JSON.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="where">Named in errors.</param>
    /// <param name="accounting">How a published network is counted.</param>
    /// <param name="skip">Option of the paths that stay at 16 bits; 0 for none.</param>
    /// <exception cref="EdgeException">The text describes no network, or one without this option (exit code 2).</exception>
    public static Workload Parse(ReadOnlyMemory<byte> json, string where, CostAccounting accounting = CostAccounting.Paper, int skip = 0) =>
        LayersAreListed(json, where) ? ParseListed(json, where, accounting, skip) : ParseDimensions(json, where, skip);

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

    private static Workload ParseDimensions(ReadOnlyMemory<byte> json, string where, int skip)
    {
        TopologyDocument document = DataFile.Deserialize(json.Span, PlatformJson.Default.TopologyDocument, Kind, where);
        CheckSchema(document.Schema, where);
        CheckSkip(skip, options: 0, where);
        return Workload.Of(document.Name ?? Path.GetFileNameWithoutExtension(where), document.ToTopology().Validated(where));
    }

    private static Workload ParseListed(ReadOnlyMemory<byte> json, string where, CostAccounting accounting, int skip)
    {
        WorkloadDocument document = DataFile.Deserialize(json.Span, PlatformJson.Default.WorkloadDocument, Kind, where);
        CheckSchema(document.Schema, where);
        if (document.Fault() is { } fault)
        {
            throw EdgeException.BadInput(fault, where, "correct the file");
        }

        CheckSkip(skip, document.Skips?.Count ?? 0, where);
        return document.ToWorkload(accounting, skip);
    }

    private static void CheckSchema(int schema, string where)
    {
        if (schema != 1)
        {
            throw EdgeException.BadInput($"topology schema {schema} is not known (this build reads 1)", where, "update this program or the file");
        }
    }

    private static void CheckSkip(int skip, int options, string where)
    {
        if (skip < 0 || skip > options)
        {
            throw new EdgeException(ExitCode.Usage, $"no skip option {skip}", where, options == 0 ? "options belong to published networks; give candidate matrices (c0, c1, ...) 16 bits themselves" : $"use 0 to {options}");
        }
    }
}
