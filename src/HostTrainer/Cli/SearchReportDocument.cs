namespace HostTrainer.Cli;

/// <summary>What <c>mohaq search report --json</c> prints.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="RunId">Number of the run in its archive.</param>
/// <param name="Path">The page that was written.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Points">Points of the front on it.</param>
public sealed record SearchReportDocument(int Schema, long RunId, string Path, long Bytes, int Points);
