namespace Edge.Runtime.Errors;

/// <summary>
/// An error meant for a person: what is wrong, where (file and offset, topic, layer), and what to try next.
/// Printed as one line, never with a stack trace.
/// </summary>
/// <param name="exitCode">The exit code a command-line program ends with.</param>
/// <param name="what">What is wrong, without a final full stop.</param>
/// <param name="where">Where: a path with an offset, a topic, a layer name.</param>
/// <param name="remedy">What to try next.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class EdgeException(ExitCode exitCode, string what, string where, string remedy, Exception? inner = null)
    : Exception($"{where}: {what}; {remedy}", inner)
{
    /// <summary>The exit code a command-line program ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>What is wrong.</summary>
    public string What { get; } = what;

    /// <summary>Where it is wrong.</summary>
    public string Where { get; } = where;

    /// <summary>What to try next.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>A damaged, wrong or out-of-bounds file or payload (exit code 3).</summary>
    public static EdgeException BadInput(string what, string where, string remedy, Exception? inner = null) =>
        new(ExitCode.BadInput, what, where, remedy, inner);
}
