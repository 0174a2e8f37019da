using Edge.Runtime.Decoding;

using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Evaluation;

/// <summary>Measures unvaried development data: loss, frame errors and decoded phone errors.</summary>
internal sealed class DevEvaluator(TrainingSetup setup, int threads)
{
    private readonly ITrainingLoss _loss = setup.CreateLoss(smoothing: 0);

    /// <summary>Network outputs for every development corpus.</summary>
    /// <param name="parameters">Parameters as they are trained; running statistics take the place of a batch's.</param>
    public IReadOnlyList<CorpusPosteriors> Posteriors(AlignedBuffer parameters)
    {
        using AlignedBuffer folded = NormalizationFold.Apply(setup.Layout, parameters);
        AlignedBuffer weights = setup.ForwardWeights(folded);
        return
        [
            .. setup.Dev.Select(corpus => CorpusPosteriors.Compute(
                corpus.Utterances,
                () => new FloatNetwork(setup.Topology, weights, setup.Quantized?.Activations),
                () => setup.CreateInputBuilder(training: false),
                _loss,
                threads)),
        ];
    }

    /// <summary>Results of every development corpus.</summary>
    public IReadOnlyList<DevResult> Measure(AlignedBuffer parameters, DecoderModel decoder) =>
    [
        .. Posteriors(parameters).Select(p =>
            new DevResult(p.Tally, PosteriorScorer.Score(p.Utterances, decoder, setup.Topology.OutputDelay, threads).Total)),
    ];
}
