namespace HostTrainer.Search.Evaluation;

/// <summary>
/// Measures the genomes of one generation. The answers must follow from the genomes and from earlier generations alone: never from which
/// thread was first. An implementation may work in stages, decide between stages in the order of the sequence, and carry what it decided
/// to later generations; after an interruption it is given all generations again, with what was archived.
/// </summary>
public interface IGenerationEvaluator
{
    /// <summary>Measures one generation.</summary>
    /// <param name="problem">Objectives and limits of the search.</param>
    /// <param name="generation">The genomes whose errors are wanted, in sequence order; archived ones are among them and are not measured again.</param>
    /// <param name="journal">Told about everything that is newly finished.</param>
    /// <param name="cancellation">Interrupts with <see cref="OperationCanceledException"/>; what was kept stays.</param>
    /// <returns>One measurement per genome, in the same order.</returns>
    Task<IReadOnlyList<Measurement>> EvaluateAsync(
        SearchProblem problem, IReadOnlyList<PendingEvaluation> generation, IGenerationJournal journal, CancellationToken cancellation);
}
