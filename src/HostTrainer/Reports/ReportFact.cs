namespace HostTrainer.Reports;

/// <summary>A named value of a report.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value as text, with its unit.</param>
/// <param name="Note">What it means, or null.</param>
public sealed record ReportFact(string Name, string Value, string? Note = null);
