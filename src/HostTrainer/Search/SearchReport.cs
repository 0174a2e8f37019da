using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search;

/// <summary>What a search has found so far.</summary>
/// <param name="Run">The run, with the time spent.</param>
/// <param name="BaselineError">Error of the worst subset with 16 bits everywhere, percent.</param>
/// <param name="ErrorLimit">Largest error of a feasible plan, percent.</param>
/// <param name="Evaluations">Genomes evaluated.</param>
/// <param name="Hypervolume">Share of the box of objectives that the front dominates, 0 to 1 (see <see cref="SearchProblem.Hypervolume"/>).</param>
/// <param name="ArchiveHash">SHA-256 over every evaluation (see <see cref="Archive.ArchiveHash"/>).</param>
/// <param name="Front">Feasible genomes that no other dominates, lowest error first.</param>
public sealed record SearchReport(
    SearchRun Run,
    double BaselineError,
    double ErrorLimit,
    int Evaluations,
    double Hypervolume,
    string ArchiveHash,
    IReadOnlyList<FrontPoint> Front)
{
    /// <summary>The report of a run.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="runId">Number of the run; null for the newest.</param>
    /// <exception cref="EdgeException">No such run, or nothing has been measured in it yet.</exception>
    public static SearchReport Of(SearchArchive archive, long? runId)
    {
        SearchRun run = archive.FindRun(runId);
        if (run.BaselineErrors.Count == 0)
        {
            throw EdgeException.BadInput("nothing has been measured yet", $"run {run.Id}", "go on with 'mohaq search resume'");
        }

        SearchProblem problem = new(run.Settings, run.BaselineErrors);
        IReadOnlyList<ArchivedEvaluation> evaluations = archive.Evaluations(run);
        Dictionary<string, string> beacons = archive.Beacons(run).ToDictionary(b => b.Id, b => b.ModelHash);
        (FrontPoint Point, Fitness Fitness)[] feasible =
            [.. evaluations.Where(e => e.Measurement.Error is not null).Select(e => Scored(problem, e, beacons)).Where(s => s.Fitness.Feasible)];
        IReadOnlyList<int> first = FirstFront.Of([.. feasible.Select(f => f.Fitness.Objectives)]);
        return new SearchReport(
            run,
            problem.BaselineError,
            problem.ErrorLimit,
            evaluations.Count,
            problem.Hypervolume(first.Select(i => feasible[i].Fitness)),
            Archive.ArchiveHash.Of(problem, evaluations),
            [.. first.Select(i => feasible[i].Point).OrderBy(p => p.Error).ThenBy(p => p.Cost.SizeMiB)]);
    }

    private static (FrontPoint Point, Fitness Fitness) Scored(
        SearchProblem problem, ArchivedEvaluation evaluation, Dictionary<string, string> beacons)
    {
        int[] genome = GenomeText.Parse(evaluation.Genome, problem.Layout, "archive");
        PlatformCost cost = problem.Cost(genome, evaluation.Measurement);
        PrecisionPlan plan = problem.Plan(genome);
        if (evaluation.Measurement.Beacon is { Serves: true } beacon)
        {
            plan = plan with { ModelHash = beacons[beacon.BeaconId!] };
        }

        FrontPoint point = new(genome, plan, evaluation.Measurement, cost, problem.Work(genome, evaluation.Measurement)!.Value);
        return (point, problem.Fitness(genome, cost, evaluation.Measurement));
    }
}
