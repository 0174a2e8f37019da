using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Runtime.Scoring;

using HostTrainer.Evaluation;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Beacons;

namespace HostTrainer.Choosing;

/// <summary>
/// Measures points of a front on speech that the search did not see, whole corpora, each point with the model its error comes from: the one the search began with, or a
/// retrained one beside the archive. Not thread-safe.
/// </summary>
public sealed class FrontMeasurement
{
    private readonly SearchRun _run;
    private readonly string _beacons;
    private readonly IReadOnlyDictionary<string, string> _beaconFiles;
    private readonly RecognizerModel _base;
    private readonly IReadOnlyList<EvaluationSet> _sets;
    private readonly Dictionary<string, RecognizerModel> _models = [];

    /// <summary>Reads the model and the speech.</summary>
    /// <param name="archive">Holds the run and the names of its retrained models.</param>
    /// <param name="archivePath">Path of the archive; retrained models lie beside it.</param>
    /// <param name="run">The run.</param>
    /// <param name="corpora">Directories of labelled speech in TIMIT layout.</param>
    /// <exception cref="EdgeException">The model or a corpus cannot be read, or the model is not the one the search began with.</exception>
    public FrontMeasurement(SearchArchive archive, string archivePath, SearchRun run, IReadOnlyList<string> corpora)
    {
        string path = run.Settings.Sources.ModelPath;
        (_run, _beacons) = (run, BeaconWorkshop.FolderOf(archivePath, run.Id));
        _beaconFiles = archive.Beacons(run).ToDictionary(b => b.ModelHash, b => b.File);
        _base = Loaded(path, run.Settings.ModelHash);
        _sets = [.. corpora.Select(c => EvaluationSet.Load(c, _base))];
    }

    /// <summary>Errors of the float master.</summary>
    /// <param name="cancellation">Stops between utterances.</param>
    public CorpusErrors Float(CancellationToken cancellation) => Errors(set => Evaluator.RunFloat(_base, set, cancellation: cancellation));

    /// <summary>Errors with 16 bits everywhere.</summary>
    /// <param name="cancellation">Stops between utterances.</param>
    public CorpusErrors Master(CancellationToken cancellation) => Errors(set => Evaluator.Run(_base, _base.MasterPlan(), set, cancellation: cancellation));

    /// <summary>Errors of a point.</summary>
    /// <param name="point">A point of the run's front.</param>
    /// <param name="cancellation">Stops between utterances.</param>
    /// <exception cref="EdgeException">Its retrained model is missing or was replaced.</exception>
    public CorpusErrors Of(FrontPoint point, CancellationToken cancellation)
    {
        RecognizerModel model = ModelOf(point.Plan.ModelHash);
        return Errors(set => Evaluator.Run(model, point.Plan, set, cancellation: cancellation));
    }

    private CorpusErrors Errors(Func<EvaluationSet, EvaluationResult> evaluate)
    {
        PhoneErrorReport pooled = new();
        List<double> corpora = [];
        foreach (EvaluationSet set in _sets)
        {
            PhoneErrorReport report = evaluate(set).Report;
            corpora.Add(100 * report.Total.Rate);
            pooled.Merge(report);
        }

        return new CorpusErrors(corpora, 100 * pooled.Total.Rate);
    }

    private RecognizerModel ModelOf(string hash)
    {
        if (hash == _run.Settings.ModelHash)
        {
            return _base;
        }

        if (!_models.TryGetValue(hash, out RecognizerModel? model))
        {
            _models[hash] = model = Loaded(Path.Combine(_beacons, _beaconFiles[hash]), hash);
        }

        return model;
    }

    private static RecognizerModel Loaded(string path, string hash)
    {
        RecognizerModel model = ModelFile.Load(path);
        return model.Hash == hash
            ? model
            : throw EdgeException.BadInput($"the model is {model.Hash[..12]}, the search measured {hash[..12]}", path, "put the file back that the search used");
    }
}
