namespace HostTrainer.Reports;

/// <summary>The price of one step of precision in a report.</summary>
/// <param name="Layer">Layer name.</param>
/// <param name="Part"><c>w</c> weights, <c>a</c> activations, <c>wa</c> both, <c>d</c> level of the delta threshold.</param>
/// <param name="From">Value at the point.</param>
/// <param name="To">Value after the step.</param>
/// <param name="Measured">Whether the error is measured; otherwise it is estimated.</param>
/// <param name="Differences">Changed plan minus point, in the report's order of figures; null where not known.</param>
public sealed record ReportPrice(string Layer, string Part, int From, int To, bool Measured, IReadOnlyList<double?> Differences);
