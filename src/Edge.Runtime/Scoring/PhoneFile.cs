using System.Globalization;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;

namespace Edge.Runtime.Scoring;

/// <summary>TIMIT label files (<c>.PHN</c>): one <c>start end phone</c> per line, in samples.</summary>
public static class PhoneFile
{
    /// <summary>The largest label file that is read, in bytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string Kind = "label";
    private const string Remedy = "write lines of 'start end phone' in samples, in order of time";

    /// <summary>Reads a label file. Label i stands on line i + 1.</summary>
    /// <param name="path">A <c>.PHN</c> file; <c>.WRD</c> files have the same form.</param>
    /// <returns>At least one label; starts do not decrease.</returns>
    /// <exception cref="EdgeException">The file cannot be read, a line is malformed, or times run backwards.</exception>
    public static IReadOnlyList<PhoneLabel> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string[] lines = WholeFile.ReadText(path, MaxBytes, Kind).TrimEnd().Split('\n');
        List<PhoneLabel> labels = new(lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            PhoneLabel label = ParseLine(lines[i], $"{path}:{i + 1}");
            if (labels.Count > 0 && label.StartSample < labels[^1].StartSample)
            {
                throw EdgeException.BadInput("the label starts before the one above it", $"{path}:{i + 1}", Remedy);
            }

            labels.Add(label);
        }

        return labels;
    }

    /// <summary>Writes (or replaces) a label file.</summary>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<PhoneLabel> labels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(labels);
        StringBuilder text = new();
        foreach (PhoneLabel label in labels)
        {
            text.Append(CultureInfo.InvariantCulture, $"{label.StartSample} {label.EndSample} {label.Phone}\n");
        }

        WholeFile.WriteText(path, text.ToString(), Kind);
    }

    private static PhoneLabel ParseLine(string line, string where)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3
            || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int end))
        {
            throw EdgeException.BadInput("the line is not 'start end phone'", where, Remedy);
        }

        return end >= start
            ? new(start, end, words[2])
            : throw EdgeException.BadInput($"the label ends at {end}, before its start at {start}", where, Remedy);
    }
}
