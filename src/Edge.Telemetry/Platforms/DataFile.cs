using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;

namespace Edge.Telemetry.Platforms;

/// <summary>Reads the small JSON documents of this folder, from disk or from the program itself.</summary>
public static class DataFile
{
    /// <summary>The largest document that is read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads a file of at most <see cref="MaxBytes"/>.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="kind">What it should be, for errors: "platform", "topology".</param>
    /// <exception cref="EdgeException">The file is missing, unreadable or too large.</exception>
    public static byte[] Read(string path, string kind) => WholeFile.Read(path, MaxBytes, kind);

    /// <summary>Reads a document that is part of the program.</summary>
    /// <param name="assembly">Where it was embedded.</param>
    /// <param name="name">Resource name, such as <c>platforms/silago.json</c>.</param>
    public static byte[] ReadResource(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the program was built without its resource {name}");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Names (without folder and extension) of the documents in one folder of the program's resources, sorted.</summary>
    /// <param name="assembly">Where they were embedded.</param>
    /// <param name="folder">Folder, such as <c>platforms</c>.</param>
    public static IReadOnlyList<string> ResourceNames(Assembly assembly, string folder) =>
        [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(n => Path.GetFileNameWithoutExtension(n))
            .Order(StringComparer.Ordinal)];

    /// <summary>Turns bytes into a document.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="type">What it should be.</param>
    /// <param name="kind">Its name in errors.</param>
    /// <param name="where">A path, for errors.</param>
    /// <exception cref="EdgeException">The bytes are no such document.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string kind, string where)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw EdgeException.BadInput($"the {kind} document is null", where, "see devices/platforms for examples");
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput(
                $"not a {kind} document (line {e.LineNumber + 1}, {e.Path ?? "$"}): {FirstSentence(e.Message)}", where, "correct the file", e);
        }
    }

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.').ReplaceLineEndings(" ");
    }
}
