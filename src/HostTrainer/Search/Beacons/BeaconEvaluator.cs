using Edge.Runtime.Model;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Beacons;

/// <summary>
/// Measures generations with retraining (MOHAQ's beacon search): first every genome with the weights the search began with; then, in the order of the search, which
/// genomes become beacons and which are near one; then those with their beacon's weights. The smaller error counts.
/// </summary>
/// <param name="errors">Measures with the weights the search began with.</param>
/// <param name="maker">Makes beacons.</param>
/// <param name="rules">Which genomes are retrained.</param>
/// <param name="threads">Genomes at a time, at least 1.</param>
public sealed class BeaconEvaluator(IErrorEvaluator errors, IBeaconMaker maker, BeaconRules rules, int threads) : IGenerationEvaluator
{
    private readonly Dictionary<int, IErrorEvaluator> _made = [];
    private BeaconMap? _map;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> EvaluateAsync(
        SearchProblem problem, IReadOnlyList<PendingEvaluation> generation, IGenerationJournal journal, CancellationToken cancellation)
    {
        BeaconGate gate = new(problem, rules);
        ErrorMeasurement[] basic = await MeasureBaseAsync(problem, generation, gate, journal, cancellation).ConfigureAwait(false);
        _map ??= new BeaconMap(problem.Layout, rules);
        BeaconPlace?[] places =
        [
            .. generation.Select((e, i) => gate.Admits(e.Genome, basic[i]) ? _map.Choose(e.Sequence, e.Genome) : null),
        ];
        await MakeAsync(generation, places, cancellation).ConfigureAwait(false);
        return await MeasureRetrainedAsync(problem, generation, basic, places, journal, cancellation).ConfigureAwait(false);
    }

    private async Task<ErrorMeasurement[]> MeasureBaseAsync(
        SearchProblem problem, IReadOnlyList<PendingEvaluation> generation, BeaconGate gate, IGenerationJournal journal, CancellationToken cancellation)
    {
        ErrorMeasurement[] basic = new ErrorMeasurement[generation.Count];
        await ForEachAsync(generation.Count, cancellation, (i, token) =>
        {
            PendingEvaluation evaluation = generation[i];
            PrecisionPlan plan = problem.Plan(evaluation.Genome);
            basic[i] = Known(evaluation, plan) ?? errors.Measure(plan, gate.Limit, token).Checked();
            if (evaluation.Archived is not null)
            {
                return;
            }

            if (!gate.Admits(evaluation.Genome, basic[i]))
            {
                journal.Keep(evaluation, Measurement.Of(basic[i]));
            }
            else if (evaluation.ArchivedBaseErrors.Count == 0)
            {
                journal.KeepBase(evaluation, basic[i].SubsetErrors);
            }
        }).ConfigureAwait(false);
        return basic;
    }

    /// <summary>Base errors the archive holds; with delta thresholds the updated fractions are wanted too, which it holds only of finished evaluations.</summary>
    private static ErrorMeasurement? Known(PendingEvaluation evaluation, PrecisionPlan plan)
    {
        if (evaluation.Archived is { } archived)
        {
            return new ErrorMeasurement(archived.Beacon?.BaseErrors ?? archived.SubsetErrors, archived.UpdatedFractions);
        }

        bool complete = evaluation.ArchivedBaseErrors.Count > 0 && plan.Layers.All(l => l.DeltaThreshold is null);
        return complete ? new ErrorMeasurement(evaluation.ArchivedBaseErrors, []) : null;
    }

    /// <summary>Beacons are made one after the other, each on all cores, and only when something is still to be measured with them.</summary>
    private Task MakeAsync(IReadOnlyList<PendingEvaluation> generation, BeaconPlace?[] places, CancellationToken cancellation) => Task.Run(
        () =>
        {
            for (int i = 0; i < places.Length; i++)
            {
                if (places[i] is { } place && generation[i].Archived is null && !_made.ContainsKey(place.Number))
                {
                    _made.Add(place.Number, maker.Make(place, cancellation));
                }
            }
        },
        cancellation);

    private async Task<IReadOnlyList<Measurement>> MeasureRetrainedAsync(
        SearchProblem problem,
        IReadOnlyList<PendingEvaluation> generation,
        ErrorMeasurement[] basic,
        BeaconPlace?[] places,
        IGenerationJournal journal,
        CancellationToken cancellation)
    {
        BeaconGate gate = new(problem, rules);
        Measurement[] measured = new Measurement[generation.Count];
        await ForEachAsync(generation.Count, cancellation, (i, token) =>
        {
            PendingEvaluation evaluation = generation[i];
            if (evaluation.Archived is { } archived)
            {
                measured[i] = archived;
                return;
            }

            measured[i] = places[i] is { } place
                ? Better(basic[i], place, _made[place.Number].Measure(problem.Plan(evaluation.Genome), problem.ErrorLimit, token).Checked())
                : Measurement.Of(basic[i]);
            if (gate.Admits(evaluation.Genome, basic[i]))
            {
                journal.Keep(evaluation, measured[i]);
            }
        }).ConfigureAwait(false);
        return measured;
    }

    private static Measurement Better(ErrorMeasurement basic, BeaconPlace place, ErrorMeasurement retrained)
    {
        BeaconProvenance provenance = new(basic.SubsetErrors, place.Id, retrained.SubsetErrors);
        ErrorMeasurement better = provenance.Serves ? retrained : basic;
        return new Measurement(better.SubsetErrors, better.UpdatedFractions, provenance);
    }

    private Task ForEachAsync(int count, CancellationToken cancellation, Action<int, CancellationToken> action)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        return Parallel.ForAsync(0, count, options, (i, token) =>
        {
            action(i, token);
            return ValueTask.CompletedTask;
        });
    }
}
