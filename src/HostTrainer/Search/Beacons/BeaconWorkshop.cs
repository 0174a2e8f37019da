using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;
using HostTrainer.Training;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Search.Beacons;

/// <summary>
/// Retrains the model of a search and keeps the results as model files in a folder beside the archive. A model that is already there is used when it comes from the same
/// retraining, one that was interrupted goes on. Speech is read when the first model is made. Not thread-safe.
/// </summary>
/// <param name="settings">The search; must ask for beacons.</param>
/// <param name="folder">Where models are kept.</param>
/// <param name="threads">Threads to use; does not change the result.</param>
/// <param name="observer">Is told about progress.</param>
/// <param name="made">Told about every model that is ready.</param>
public sealed class BeaconWorkshop(
    SearchSettings settings, string folder, int threads, ITrainingObserver observer, Action<ArchivedBeacon> made) : IBeaconMaker, IDisposable
{
    private readonly GenomeLayout _layout = SearchProblem.LayoutOf(settings);
    private readonly BeaconSettings _beacons = settings.Beacons ?? throw new ArgumentException("the search asks for no beacons", nameof(settings));
    private RetrainingParent? _parent;
    private PlanRetraining? _retraining;
    private EvaluationSet? _speech;

    /// <summary>The folder for the models of a run.</summary>
    /// <param name="archive">Path of the archive.</param>
    /// <param name="run">Number of the run.</param>
    public static string FolderOf(string archive, long run) => Path.Combine(archive + ".beacons", $"run-{run}");

    /// <inheritdoc/>
    public IErrorEvaluator Make(BeaconPlace beacon, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, $"beacon-{beacon.Number}.safetensors");
        RecognizerModel model = Find(beacon, path) ?? Train(beacon, path, cancellation);
        made(new ArchivedBeacon(beacon.Id, beacon.Sequence, GenomeText.Format(beacon.Genome), Path.GetFileName(path), model.Hash));
        SearchSources sources = settings.Sources;
        _speech ??= EvaluationSet.Load(sources.CorpusPaths, model, sources.MaxUtterances);
        return new BeaconErrors(new EngineErrorEvaluator(model, _speech, sources.Subsets, sources.StopEarly), model.Hash);
    }

    /// <inheritdoc/>
    public void Dispose() => _parent?.Dispose();

    private RetrainingSource Source(BeaconPlace beacon) => new(settings.ModelHash, _layout.ToLayers(beacon.Genome), PerMatrixScale: false);

    private RecognizerModel? Find(BeaconPlace beacon, string path)
    {
        RecognizerModel? model = File.Exists(path) ? ModelFile.Load(path) : null;
        return model is not null && Retraining().Made(model, Source(beacon)) ? model : null;
    }

    private RecognizerModel Train(BeaconPlace beacon, string path, CancellationToken cancellation)
    {
        Prepare();
        observer.OnMessage($"{beacon.Id}: retraining");
        bool resume = File.Exists(PlanRetraining.StateOf(path));
        (RecognizerModel model, TrainingSummary summary) = Retraining().Run(Source(beacon), path, resume, observer, cancellation);
        observer.OnMessage($"{beacon.Id}: {summary.Steps} steps, {summary.Seconds:F0} s");
        File.Delete(PlanRetraining.CheckpointOf(path));
        File.Delete(PlanRetraining.StateOf(path));
        return model;
    }

    private void Prepare()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the folder for retrained models cannot be made", folder, "check the permissions beside the archive", e);
        }
    }

    private PlanRetraining Retraining()
    {
        _parent ??= RetrainingParent.Of(ModelFile.Load(settings.Sources.ModelPath));
        return _retraining ??= new PlanRetraining(_parent.Model, _beacons.Retraining, threads, observer.OnMessage);
    }
}
