namespace HostTrainer.Reports;

/// <summary>A measured plan in a report.</summary>
/// <param name="Sequence">Its place in the search, from 0; -1 for the plan that is measured before the search.</param>
/// <param name="Feasible">Whether it keeps every limit of the search.</param>
/// <param name="Values">Its figures in the report's order; null where not modelled.</param>
/// <param name="SubsetErrors">Error of every subset, percent.</param>
public sealed record ReportPlan(int Sequence, bool Feasible, IReadOnlyList<double?> Values, IReadOnlyList<double> SubsetErrors);
