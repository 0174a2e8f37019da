namespace HostTrainer.Workers;

/// <summary>What a worker says to a job: a measurement, or why there is none.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Run">The search, as in the job.</param>
/// <param name="Session">As in the job.</param>
/// <param name="Sequence">As in the job.</param>
/// <param name="Genome">As in the job.</param>
/// <param name="Worker">Name of the worker.</param>
/// <param name="Seconds">How long the measurement took.</param>
/// <param name="SubsetErrors">Phone error of every measured subset, percent; empty with a refusal.</param>
/// <param name="UpdatedFractions">Share of transmitted inputs per layer, 0 to 1; empty without delta thresholds.</param>
/// <param name="Refusal">Why the worker cannot measure it; null with a measurement.</param>
public sealed record EvaluationAnswer(
    int Schema,
    string Run,
    string Session,
    int Sequence,
    string Genome,
    string Worker,
    double Seconds,
    IReadOnlyList<double> SubsetErrors,
    IReadOnlyList<double> UpdatedFractions,
    WorkerRefusal? Refusal)
{
    /// <summary>The schema number this code writes and reads.</summary>
    public const int CurrentSchema = 1;
}
