using System.Text.Json;

using Edge.Runtime.Errors;

namespace Edge.Telemetry.Platforms;

/// <summary>Reads and checks platform files.</summary>
public static class PlatformFile
{
    private const string Kind = "platform";

    /// <summary>Reads a platform file.</summary>
    /// <exception cref="EdgeException">The file cannot be read or describes no usable platform; the message says why.</exception>
    public static PlatformDescription Load(string path) => Parse(DataFile.Read(path, Kind), path);

    /// <summary>Reads a platform from JSON. Without a member <c>kind</c> it is a table, as all platforms once were.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">The text describes no usable platform.</exception>
    public static PlatformDescription Parse(ReadOnlyMemory<byte> json, string where)
    {
        PlatformDescription platform = HasKind(json, where)
            ? DataFile.Deserialize(json.Span, PlatformJson.Default.PlatformDescription, Kind, where)
            : DataFile.Deserialize(json.Span, PlatformJson.Default.PlatformTable, Kind, where);
        return platform.Fault() is { } fault ? throw EdgeException.BadInput(fault, where, "correct the file") : platform;
    }

    /// <summary>A platform as the text of a file.</summary>
    public static string Write(PlatformDescription platform) => JsonSerializer.Serialize(platform, PlatformJson.Default.PlatformDescription) + "\n";

    private static bool HasKind(ReadOnlyMemory<byte> json, string where)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (FirstRepeatedMember(document.RootElement) is { } member)
            {
                throw EdgeException.BadInput($"member '{member}' is given twice", where, "correct the file");
            }

            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty(PlatformDescription.KindMember, out JsonElement kind))
            {
                return false;
            }

            return kind.ValueKind == JsonValueKind.String && kind.GetString() is PlatformTable.KindName or PlatformCycles.KindName or PlatformMeasured.KindName
                ? true
                : throw EdgeException.BadInput(
                    $"platform kind {kind.GetRawText()} is not known", where, $"use {PlatformTable.KindName}, {PlatformCycles.KindName} or {PlatformMeasured.KindName}");
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput($"not a platform document (line {e.LineNumber + 1}, byte {e.BytePositionInLine})", where, "correct the file", e);
        }
    }

    private static string? FirstRepeatedMember(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => RepeatedName(element) ?? element.EnumerateObject().Select(p => FirstRepeatedMember(p.Value)).FirstOrDefault(n => n is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(FirstRepeatedMember).FirstOrDefault(n => n is not null),
        _ => null,
    };

    private static string? RepeatedName(JsonElement element) =>
        element.EnumerateObject().GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
}
