using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Evaluation;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Beacons;
using HostTrainer.Search.Evaluation;
using HostTrainer.Tests.Training;
using HostTrainer.Tests.Training.Quantized;
using HostTrainer.Training;
using HostTrainer.Training.Quantized;

using Xunit;

namespace HostTrainer.Tests.Search.Beacons;

public sealed class BeaconWorkshopTests(TrainedToy toy) : IClassFixture<TrainedToy>
{
    private const int Budget = 46;

    [Fact]
    public async Task A_search_interrupted_while_it_retrains_ends_with_the_same_archive_and_the_same_models()
    {
        using SearchFixture folder = new();
        await RunAsync(folder.Path("whole"), stopAfter: int.MaxValue);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(folder.Path("parts"), stopAfter: 2));
        Assert.NotEmpty(Directory.GetFiles(BeaconWorkshop.FolderOf(folder.Path("parts"), 1), "*.state"));
        await RunAsync(folder.Path("parts"), stopAfter: int.MaxValue);

        Assert.Equal(SearchFixture.Content(folder.Path("whole")), SearchFixture.Content(folder.Path("parts")));
        string[] models = [.. Directory.GetFiles(BeaconWorkshop.FolderOf(folder.Path("whole"), 1)).Select(f => Path.GetFileName(f)).Order()];
        Assert.Equal(["beacon-1.safetensors"], models);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(BeaconWorkshop.FolderOf(folder.Path("whole"), 1), models[0])),
            File.ReadAllBytes(Path.Combine(BeaconWorkshop.FolderOf(folder.Path("parts"), 1), models[0])));
        CheckModel(folder.Path("whole"));
    }

    /// <summary>The archive names the model, the model its parent, and a front point a plan for the model whose error counts.</summary>
    private void CheckModel(string path)
    {
        using SearchArchive archive = SearchArchive.Open(path, mustExist: true);
        SearchRun run = archive.FindRun(null);
        ArchivedBeacon beacon = Assert.Single(archive.Beacons(run));
        RecognizerModel model = ModelFile.Load(Path.Combine(BeaconWorkshop.FolderOf(path, run.Id), beacon.File));
        Assert.Equal(model.Hash, beacon.ModelHash);
        Assert.Equal(toy.Model.Hash, model.Provenance["parent"]);
        Assert.Contains(archive.Evaluations(run), e => e.Measurement.Beacon is { Serves: true });
        Assert.All(SearchReport.Of(archive, run.Id).Front, p => Assert.Equal(p.Measurement.Beacon is { Serves: true } ? model.Hash : toy.Model.Hash, p.Plan.ModelHash));
    }

    private async Task RunAsync(string path, int stopAfter)
    {
        bool goOn = File.Exists(path);
        using CancellationTokenSource cancellation = new();
        using SearchArchive archive = SearchArchive.Open(path);
        SearchSettings settings = Settings();
        SearchRun run = goOn ? archive.FindRun(null) : archive.CreateRun(settings, DateTimeOffset.UnixEpoch);
        SearchSubject subject = EngineErrorEvaluator.Open(settings.Sources);
        using BeaconWorkshop workshop = new(
            run.Settings, BeaconWorkshop.FolderOf(path, run.Id), threads: 2, new ToyTraining.StoppingObserver(cancellation, stopAfter), b => archive.AddBeacon(run, b));
        BeaconEvaluator evaluator = new(subject.Evaluator, workshop, settings.Beacons!.Rules, threads: 2);
        await new SearchRunner(archive, subject, evaluator, TimeProvider.System).RunAsync(run, cancellation.Token);
    }

    private SearchSettings Settings()
    {
        SearchSources sources = new(toy.ModelPath, [toy.Dev], Subsets: 1);
        SearchSubject subject = EngineErrorEvaluator.Open(sources);
        TrainerOptions retraining = RetrainingDefaults.Options([new CorpusWeight(toy.Train, 1)], [toy.Dev], epochs: 2) with { BatchFrames = 150, LearningRate = 5e-3 };
        return new SearchSettings(
            "bitfusion",
            sources,
            subject.ModelHash,
            subject.CorpusHash,
            subject.Topology,
            PlatformCatalog.Open("bitfusion"),
            SearchPresets.ObjectivesOf("bitfusion"),
            new SearchLimits(ErrorRise: 60),
            DeltaGenes: false,
            SearchStrategy.Nsga2,
            Seed: 1,
            Budget,
            new BeaconSettings(new BeaconRules(0.1, 100, 0, Distance: 3, MaxBeacons: 1), retraining));
    }
}
