using System.Text;

namespace Native.Checks;

/// <summary>The lines a check prints.</summary>
internal sealed class CheckReport
{
    private readonly StringBuilder _lines = new();

    /// <summary>Adds a line.</summary>
    /// <param name="what">What was computed; lines that name the same must show the same hash.</param>
    /// <param name="way">The code that computed it.</param>
    /// <param name="hash">SHA-256 of the result.</param>
    public void Add(string what, string way, string hash) => _lines.Append(what).Append('\t').Append(way).Append('\t').Append(hash).Append('\n');

    /// <inheritdoc/>
    public override string ToString() => _lines.ToString();
}
