using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Scoring;

using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Data;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training;

/// <summary>What follows from the options and the data: classes, statistics, topology, and the data in memory.</summary>
/// <param name="Options">The options.</param>
/// <param name="Phones">Classes in the order of the network's outputs.</param>
/// <param name="Statistics">Feature statistics of the training data.</param>
/// <param name="Topology">The network.</param>
/// <param name="Corpora">Training data, all speeds.</param>
/// <param name="Dev">Development data, original speed.</param>
public sealed record TrainingSetup(
    TrainerOptions Options,
    IReadOnlyList<string> Phones,
    FeatureStatistics Statistics,
    NetworkTopology Topology,
    IReadOnlyList<SpeechCorpus> Corpora,
    IReadOnlyList<SpeechCorpus> Dev)
{
    private readonly Lazy<DecoderModel> _decoder = new(() => DecoderFactory.Create(Options, Phones, Corpora));

    /// <summary>Set when the network is trained for a precision plan: stands between the float weights and every pass.</summary>
    public QuantizedForward? Quantized { get; init; }

    /// <summary>Set when a trained model goes on: its decoder, used as it is. Null estimates one from the training labels.</summary>
    public DecoderModel? KeptDecoder { get; init; }

    /// <summary>Class of silence.</summary>
    public int Silence { get; } = IndexOf(Phones, PhoneFolding.Silence);

    /// <summary>Reads all data.</summary>
    /// <param name="options">The options.</param>
    /// <param name="report">Receives one line per corpus.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">Data are missing or malformed, or an option is out of range.</exception>
    public static TrainingSetup Load(TrainerOptions options, Action<string> report)
    {
        FeatureOptions features = options.Features;
        IReadOnlyList<string> phones = SpeechCorpus.PhonesOf(options.Corpora.Select(c => c.Directory));
        NetworkTopology topology = options.Network.Topology(features.InputSize, phones.Count);
        (List<SpeechCorpus> corpora, List<SpeechCorpus> dev) = LoadSpeech(options, phones, report);
        FeatureStatistics statistics = FeatureStatistics.Measure(
            features, [.. corpora.SelectMany(c => c.Utterances).Select(u => u.Variants[0].LogMel)]);
        return new TrainingSetup(options, phones, statistics, topology, corpora, dev);
    }

    /// <summary>Reads the data to train a model further: its phones, statistics and decoder stay as they are.</summary>
    /// <param name="options">The options; the front end is the model's.</param>
    /// <param name="parent">The model.</param>
    /// <param name="report">Receives one line per corpus.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">Data are missing or malformed, or hold a phone the model does not know.</exception>
    public static TrainingSetup LoadFor(TrainerOptions options, FloatModel parent, Action<string> report)
    {
        IReadOnlyList<string> phones = parent.Decoder.Phones;
        (List<SpeechCorpus> corpora, List<SpeechCorpus> dev) = LoadSpeech(options, phones, report);
        return new TrainingSetup(options, phones, parent.Statistics, parent.Topology, corpora, dev) { KeptDecoder = parent.Decoder };
    }

    private static (List<SpeechCorpus> Corpora, List<SpeechCorpus> Dev) LoadSpeech(
        TrainerOptions options, IReadOnlyList<string> phones, Action<string> report)
    {
        FeatureOptions features = options.Features;
        List<SpeechCorpus> corpora = [];
        foreach (CorpusWeight corpus in options.Corpora)
        {
            corpora.Add(SpeechCorpus.Load(corpus.Directory, features, phones, options.Augmentation.SpeedsPercent));
            report($"{corpus.Directory}: {Describe(corpora[^1], features)}, weight {corpus.Weight}");
        }

        List<SpeechCorpus> dev = [];
        foreach (string directory in options.Dev)
        {
            dev.Add(SpeechCorpus.Load(directory, features, phones, [100]));
            report($"{directory}: {Describe(dev[^1], features)}, development");
        }

        return (corpora, dev);
    }

    /// <summary>
    /// Layout of the parameters that are trained: with batch normalisation if the cell has it, but not when training for a plan, which starts from weights it is folded into.
    /// </summary>
    public ParameterLayout Layout => new(Topology, normalized: Quantized is null);

    /// <summary>The weights a training pass computes with: those given, or their quantised values.</summary>
    /// <param name="parameters">Float weights.</param>
    public AlignedBuffer ForwardWeights(AlignedBuffer parameters) => Quantized?.Weights(parameters) ?? parameters;

    /// <summary>A pass for one thread.</summary>
    /// <param name="layout">Layout of the parameters.</param>
    public NetworkPass CreatePass(ParameterLayout layout) => new(layout, Quantized?.Activations);

    /// <summary>The loss the options ask for.</summary>
    /// <param name="smoothing">Label smoothing; 0 when measuring.</param>
    public ITrainingLoss CreateLoss(float smoothing) => Options.Loss switch
    {
        LossKind.Ctc => new ConnectionistTemporalLoss(Silence),
        LossKind.Sequence => new SequenceDiscriminativeLoss(new PhoneLoop(Decoder.Bigram), Topology.OutputDelay),
        _ => new FrameCrossEntropy(Topology.OutputDelay, smoothing),
    };

    /// <summary>The kept decoder; without one bigram and priors of the training labels, scales not tuned yet.</summary>
    public DecoderModel Decoder => KeptDecoder ?? _decoder.Value;

    /// <summary>Builds inputs as a device computes them, or varied ones for training.</summary>
    public NetworkInputBuilder CreateInputBuilder(bool training) =>
        new(Options.Features, Statistics, Topology.OutputDelay, Silence, training ? Options.Augmentation : null);

    private static string Describe(SpeechCorpus corpus, FeatureOptions features) =>
        $"{corpus.Utterances.Count} utterances, {corpus.Frames(features.MelBands) / 360000.0:F2} h";

    private static int IndexOf(IReadOnlyList<string> phones, string phone) => phones.Index().First(p => p.Item == phone).Index;
}
