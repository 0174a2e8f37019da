using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// Measures sensitivities first, then in every generation fits a model of the error to everything measured, searches the model with NSGA-II, and asks for the genomes that
/// would add most to the hypervolume.
/// </summary>
public sealed class GuidedStrategy : ISearchStrategy
{
    private const int BatchSize = 10;

    private readonly SearchProblem _problem;
    private readonly uint _seed;
    private readonly GeneScale _scale;
    private readonly HashSet<int[]> _seen = new(new PointComparer());
    private readonly List<Observation> _observations = [];
    private readonly FrontTracker _front;
    private IReadOnlyList<Candidate>? _asked;

    /// <summary>Starts a search.</summary>
    /// <param name="problem">Objectives, limits and genes.</param>
    /// <param name="seed">Seed of every random decision.</param>
    public GuidedStrategy(SearchProblem problem, uint seed)
    {
        (_problem, _seed) = (problem, seed);
        _scale = new GeneScale(problem.Layout);
        _front = new FrontTracker(problem);
    }

    /// <inheritdoc/>
    public int Generation { get; private set; } = -1;

    /// <inheritdoc/>
    public IReadOnlyList<Candidate> Ask()
    {
        if (_asked is not null)
        {
            throw new InvalidOperationException("the last generation was not answered");
        }

        Generation++;
        bool probing = Generation == 0;
        IEnumerable<int[]> points = probing ? SensitivityProbes.Of(_problem.Layout) : Batch();
        _asked = [.. points.Where(_seen.Add).Select(p => new Candidate(p, p, MeasureAnyway: probing))];
        return _asked;
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Verdict> verdicts)
    {
        IReadOnlyList<Candidate> asked = _asked ?? throw new InvalidOperationException("no generation was asked for");
        foreach ((Candidate candidate, Verdict verdict) in asked.Zip(verdicts))
        {
            _front.Add(verdict.Fitness, verdict.Error);
            if (verdict.Error is double error)
            {
                _observations.Add(new Observation(candidate.Point, _scale.Of(candidate.Point), error, verdict.WorkRatio, verdict.Fitness));
            }
        }

        _asked = null;
    }

    private IReadOnlyList<int[]> Batch()
    {
        SurrogateSearch search = new(_problem, _scale, _observations, unchecked((_seed * 1000003) + (uint)Generation));
        IReadOnlyList<Prediction> predictions = search.Run(_seen);
        double[][] known = [.. _front.Front.Select(f => _problem.Normalised(f.Objectives))];
        List<int[]> batch = [.. BatchChooser.Choose(known, predictions, BatchSize).Select(p => p.Codes)];
        batch.AddRange(predictions.Select(p => p.Codes).Where(c => !batch.Contains(c)).Take(BatchSize - batch.Count));
        return batch;
    }
}
