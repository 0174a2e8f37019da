namespace HostTrainer.Reports;

/// <summary>A figure by which a report compares plans.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Unit">Its unit, or nothing.</param>
/// <param name="Digits">Decimals to show.</param>
/// <param name="MoreIsBetter">True when a larger value is better.</param>
/// <param name="Improved">True when the search improves it.</param>
/// <param name="Shown">True when it is worth showing.</param>
public sealed record ReportFigure(string Name, string Label, string Unit, int Digits, bool MoreIsBetter, bool Improved, bool Shown);
