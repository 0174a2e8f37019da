namespace HostTrainer.Workers;

/// <summary>What a worker did while it ran.</summary>
/// <param name="Measured">Jobs answered with a measurement.</param>
/// <param name="Refused">Jobs answered with a refusal, or rejected because they could not be read.</param>
/// <param name="Returned">Jobs given back unfinished.</param>
public readonly record struct WorkerSummary(int Measured, int Refused, int Returned);
