namespace HostTrainer.Reports;

/// <summary>Everything a report's page shows; the page holds it as JSON.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Title">Heading of the page.</param>
/// <param name="Summary">Figures of the whole run, in the order shown.</param>
/// <param name="Figures">The figures by which plans are compared; values elsewhere are in this order.</param>
/// <param name="Layers">Layer names in data-path order.</param>
/// <param name="Knee">Number of the knee, from 1; 0 for an empty front.</param>
/// <param name="ErrorLimit">Largest error of a feasible plan, percent.</param>
/// <param name="Master">The plan with 16 bits everywhere.</param>
/// <param name="Points">The front, lowest error first.</param>
/// <param name="Measured">Every measured plan, those of the front included, evenly thinned out where they are many.</param>
/// <param name="MeasuredInAll">How many plans were measured.</param>
/// <param name="History">Hypervolume over evaluations.</param>
/// <param name="EstimateTypicalError">Median over the front of how far estimated errors are typically off, percentage points; null without estimates.</param>
/// <param name="Provenance">Settings and hashes, in the order shown.</param>
/// <param name="Commands">Commands that make the run and this page again.</param>
/// <param name="ArchiveOptions">Options that name archive and run, for commands about a point.</param>
public sealed record ReportDocument(
    int Schema,
    string Title,
    IReadOnlyList<ReportFact> Summary,
    IReadOnlyList<ReportFigure> Figures,
    IReadOnlyList<string> Layers,
    int Knee,
    double ErrorLimit,
    ReportPlan Master,
    IReadOnlyList<ReportPoint> Points,
    IReadOnlyList<ReportPlan> Measured,
    int MeasuredInAll,
    IReadOnlyList<ReportProgress> History,
    double? EstimateTypicalError,
    IReadOnlyList<ReportFact> Provenance,
    IReadOnlyList<string> Commands,
    string ArchiveOptions);
