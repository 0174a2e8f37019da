namespace HostTrainer.Reports;

/// <summary>How far a search was after some evaluations.</summary>
/// <param name="Evaluations">Evaluations done.</param>
/// <param name="Hypervolume">Share of the box of objectives that its front dominated, 0 to 1.</param>
/// <param name="Feasible">Evaluations that kept every limit.</param>
public sealed record ReportProgress(int Evaluations, double Hypervolume, int Feasible);
