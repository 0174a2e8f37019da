using Edge.Runtime.Errors;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Choosing;

/// <summary>Measures plans for an explanation with the integer engine, several at a time.</summary>
/// <param name="problem">The search.</param>
/// <param name="subject">Model and speech.</param>
/// <param name="store">Where results are kept.</param>
/// <param name="threads">Plans at a time, at least 1.</param>
public sealed class StepMeasurement(SearchProblem problem, SearchSubject subject, MeasuredSteps store, int threads)
{
    private readonly Lock _lock = new();

    /// <summary>Measures plans and keeps every result at once.</summary>
    /// <param name="genomes">Values in gene order.</param>
    /// <param name="done">Told after every plan with the number of finished ones, by one thread at a time.</param>
    /// <param name="cancellation">Interrupts; finished plans are kept.</param>
    /// <returns>One result per genome, in no particular order.</returns>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<IReadOnlyList<MeasuredPlan>> RunAsync(IReadOnlyList<int[]> genomes, Action<int> done, CancellationToken cancellation)
    {
        List<MeasuredPlan> plans = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        await Parallel.ForEachAsync(genomes, options, (genome, token) =>
        {
            Measurement measurement = Measurement.Of(subject.Evaluator.Measure(problem.Plan(genome), null, token).Checked());
            MeasuredPlan plan = new(genome, measurement.Error!.Value, measurement.UpdatedFractions);
            lock (_lock)
            {
                store.Add(plan);
                plans.Add(plan);
                done(plans.Count);
            }

            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return plans;
    }

    /// <summary>Refuses a model or speech that is not the run's: errors of two of them do not compare.</summary>
    /// <exception cref="EdgeException">The model or the speech differs.</exception>
    public static void Check(SearchSubject subject, SearchSettings settings)
    {
        if (subject.ModelHash != settings.ModelHash)
        {
            throw EdgeException.BadInput("not the model the search was made with (its hash differs)", settings.Sources.ModelPath, "put the model back, or explain without --measure");
        }

        if (subject.CorpusHash != settings.CorpusHash)
        {
            throw EdgeException.BadInput(
                "not the speech the search was made with (its hash differs)", string.Join(' ', settings.Sources.CorpusPaths), "put the speech back, or explain without --measure");
        }
    }
}
