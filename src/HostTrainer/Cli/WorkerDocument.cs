using HostTrainer.Workers;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq worker --json</c> prints when it stops.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Worker">Its name.</param>
/// <param name="Measured">Jobs answered with a measurement.</param>
/// <param name="Refused">Jobs answered with a refusal, or rejected because they could not be read.</param>
/// <param name="Returned">Jobs given back unfinished.</param>
public sealed record WorkerDocument(int Schema, string Worker, int Measured, int Refused, int Returned)
{
    /// <summary>The document of a summary.</summary>
    public static WorkerDocument Of(string worker, WorkerSummary summary) => new(1, worker, summary.Measured, summary.Refused, summary.Returned);
}
