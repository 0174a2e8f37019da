namespace HostTrainer.Search.Evaluation;

/// <summary>Measures every genome of a generation with the model as it is, several at a time.</summary>
/// <param name="errors">Measures the error.</param>
/// <param name="threads">Genomes at a time, at least 1.</param>
public sealed class ParallelEvaluator(IErrorEvaluator errors, int threads) : IGenerationEvaluator
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> EvaluateAsync(
        SearchProblem problem, IReadOnlyList<PendingEvaluation> generation, IGenerationJournal journal, CancellationToken cancellation)
    {
        Measurement[] measured = new Measurement[generation.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        await Parallel.ForAsync(0, generation.Count, options, (i, token) =>
        {
            measured[i] = generation[i].Archived ?? Measure(problem, generation[i], journal, token);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return measured;
    }

    private Measurement Measure(SearchProblem problem, PendingEvaluation evaluation, IGenerationJournal journal, CancellationToken cancellation)
    {
        Measurement measurement = Measurement.Of(errors.Measure(problem.Plan(evaluation.Genome), problem.ErrorLimit, cancellation).Checked());
        journal.Keep(evaluation, measurement);
        return measurement;
    }
}
