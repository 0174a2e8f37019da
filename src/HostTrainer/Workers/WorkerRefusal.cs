namespace HostTrainer.Workers;

/// <summary>Why a worker cannot measure a job, for people.</summary>
/// <param name="What">What is wrong.</param>
/// <param name="Where">Where on the worker's machine.</param>
/// <param name="Remedy">What to try next.</param>
public sealed record WorkerRefusal(string What, string Where, string Remedy);
