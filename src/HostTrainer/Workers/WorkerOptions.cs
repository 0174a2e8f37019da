namespace HostTrainer.Workers;

/// <summary>What a worker needs to know of its machine.</summary>
/// <param name="Name">Its name in answers and errors.</param>
/// <param name="ModelDirectory">Where model files are; jobs name models by their hash.</param>
/// <param name="CorpusRoot">Where corpora are; nothing outside is read.</param>
/// <param name="Jobs">Jobs at a time, 1 to 1000.</param>
public sealed record WorkerOptions(string Name, string ModelDirectory, string CorpusRoot, int Jobs);
