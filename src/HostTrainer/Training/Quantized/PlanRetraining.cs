using Edge.Runtime.Model;

using HostTrainer.Quantization;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Quantized;

/// <summary>
/// Trains one model further for precision plans, each from the model's own weights. The speech is read once. Weights keep a float master, the passes compute with what
/// a device would (<see cref="QuantizedForward"/>); front end, phones and decoder stay the model's. Not thread-safe.
/// </summary>
public sealed class PlanRetraining
{
    private readonly FloatModel _parent;
    private readonly TrainingSetup _setup;
    private readonly IReadOnlyList<float[]> _calibration;
    private readonly int _threads;
    private readonly Lazy<CalibrationRecord> _parentFormats;

    /// <summary>Reads the speech.</summary>
    /// <param name="parent">The model; must outlive this.</param>
    /// <param name="options">How to train; front end and network are taken from the model.</param>
    /// <param name="threads">Threads to use; does not change the result.</param>
    /// <param name="report">Receives one line per corpus.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">Data are missing or malformed, or an option is out of range.</exception>
    public PlanRetraining(FloatModel parent, TrainerOptions options, int threads, Action<string> report)
    {
        NetworkTopology t = parent.Topology;
        NetworkOptions network = new(t.Hidden, t.Projection, t.Layers, t.Bidirectional, t.OutputDelay, t.Cell);
        TrainerOptions own = (options with { Features = parent.Features, Network = network }).Validated();
        _parent = parent;
        _threads = threads;
        _setup = TrainingSetup.LoadFor(own, parent, report);
        _calibration = CalibrationSpeech.Load([.. own.Corpora.Select(c => c.Directory)], parent.Features, parent.Statistics);
        _parentFormats = new Lazy<CalibrationRecord>(() => Calibrator.Run(parent, _calibration));
    }

    /// <summary>File of float weights that a retraining keeps beside its model file.</summary>
    public static string CheckpointOf(string path) => path + ".float";

    /// <summary>File that an interrupted retraining goes on from.</summary>
    public static string StateOf(string path) => CheckpointOf(path) + ".state";

    /// <summary>Retrains for a plan and writes the model file: 16-bit master, fresh formats, where it came from.</summary>
    /// <param name="source">The plan, and the parent's hash.</param>
    /// <param name="path">Model file to write.</param>
    /// <param name="resume">Goes on from <see cref="StateOf"/>.</param>
    /// <param name="observer">Is told about progress.</param>
    /// <param name="cancellation">Interrupts; the state is kept.</param>
    /// <returns>The model, and what the training reports.</returns>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">A file cannot be written, or the state belongs to another retraining.</exception>
    /// <exception cref="OperationCanceledException">The retraining was interrupted and can be resumed.</exception>
    public (RecognizerModel Model, TrainingSummary Summary) Run(
        RetrainingSource source, string path, bool resume, ITrainingObserver observer, CancellationToken cancellation)
    {
        CalibrationRecord formats = StartFormats(source);
        using QuantizedForward forward = new(_parent.Topology, formats, source.Layers, source.PerMatrixScale, _threads);
        TrainingSetup setup = _setup with { Options = OptionsFor(source), Quantized = forward };
        using Trainer trainer = new(setup, CheckpointOf(path), _threads, observer);
        if (resume)
        {
            trainer.Resume();
        }
        else
        {
            trainer.StartFrom(_parent);
        }

        TrainingSummary summary = trainer.Run(cancellation);
        return (Export(source, forward, formats, path), summary with { Model = path });
    }

    /// <summary>Whether a model is what <see cref="Run"/> makes of a source with these options.</summary>
    public bool Made(RecognizerModel model, RetrainingSource source) =>
        model.Provenance.GetValueOrDefault("training") == StateFile.Describe(OptionsFor(source).WithoutLocations());

    private TrainerOptions OptionsFor(RetrainingSource source) => _setup.Options with { Retraining = source };

    /// <summary>Formats to train with: measured on the parent as it computes with the plan's weights, its other formats being those of floats.</summary>
    private CalibrationRecord StartFormats(RetrainingSource source)
    {
        using QuantizedForward forward = new(_parent.Topology, _parentFormats.Value, source.Layers, source.PerMatrixScale, _threads);
        return Measure(_parent, forward);
    }

    private CalibrationRecord Measure(FloatModel model, QuantizedForward forward)
    {
        AlignedBuffer weights = forward.Weights(model.Parameters);
        using FloatNetwork network = new(model.Topology, weights, forward.Activations);
        return Calibrator.Run(model, network, _calibration);
    }

    private RecognizerModel Export(RetrainingSource source, QuantizedForward forward, CalibrationRecord trained, string path)
    {
        using FloatModel best = FloatModel.Load(CheckpointOf(path));
        CalibrationRecord fresh = Measure(best, forward);
        CalibrationRecord record = fresh with { Layers = [.. fresh.Layers.Select((layer, i) => KeepClip(layer, trained.Layers[i], source.Layers[i].ActivationBits))] };
        Dictionary<string, string> provenance = new() { ["training"] = best.Training, ["parent"] = source.ParentHash };
        return ModelFile.Save(ModelExporter.Export(best, record, provenance), path);
    }

    /// <summary>The threshold the network was trained with stays as it is.</summary>
    private static LayerCalibration KeepClip(LayerCalibration fresh, LayerCalibration trained, int bits) => bits switch
    {
        2 => fresh with { Clip2 = trained.Clip2 },
        4 => fresh with { Clip4 = trained.Clip4 },
        8 => fresh with { Clip8 = trained.Clip8 },
        _ => fresh,
    };
}
