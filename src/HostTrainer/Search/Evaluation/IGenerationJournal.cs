namespace HostTrainer.Search.Evaluation;

/// <summary>Where an evaluator of generations keeps what it has finished, at once, so that a killed process loses nothing. Thread-safe.</summary>
public interface IGenerationJournal
{
    /// <summary>Keeps a finished evaluation. Called once for everything that was not archived.</summary>
    /// <param name="evaluation">The genome.</param>
    /// <param name="measurement">What was measured.</param>
    void Keep(PendingEvaluation evaluation, Measurement measurement);

    /// <summary>Keeps the base errors of an evaluation that is not finished yet, for an evaluator that works in stages.</summary>
    /// <param name="evaluation">The genome.</param>
    /// <param name="subsetErrors">Errors with the weights the search began with, percent.</param>
    void KeepBase(PendingEvaluation evaluation, IReadOnlyList<double> subsetErrors);
}
