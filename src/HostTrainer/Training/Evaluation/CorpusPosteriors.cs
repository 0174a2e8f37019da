using Edge.Runtime.Decoding;

using HostTrainer.Training.Data;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;

namespace HostTrainer.Training.Evaluation;

/// <summary>Log posteriors of a float network for a whole corpus, and the frame loss they give.</summary>
/// <param name="Utterances">One entry per utterance, in the corpus' order.</param>
/// <param name="Tally">Loss and frame errors.</param>
public sealed record CorpusPosteriors(IReadOnlyList<UtterancePosteriors> Utterances, LossTally Tally)
{
    private const int UtterancesPerBatch = 8;

    /// <summary>Runs a network over a corpus.</summary>
    /// <param name="utterances">The corpus, at original speed.</param>
    /// <param name="createNetwork">Makes a network for one thread.</param>
    /// <param name="createBuilder">Makes an input builder for one thread.</param>
    /// <param name="loss">Loss to report.</param>
    /// <param name="threads">Threads to use.</param>
    public static CorpusPosteriors Compute(
        IReadOnlyList<SpeechUtterance> utterances,
        Func<FloatNetwork> createNetwork,
        Func<NetworkInputBuilder> createBuilder,
        ITrainingLoss loss,
        int threads)
    {
        SpeechUtterance[][] parts = [.. utterances.Chunk(UtterancesPerBatch)];
        UtterancePosteriors[][] posteriors = new UtterancePosteriors[parts.Length][];
        LossTally[] tallies = new LossTally[parts.Length];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            using FloatNetwork network = createNetwork();
            (posteriors[i], tallies[i]) = ComputePart(parts[i], network, createBuilder(), loss);
        });
        return new CorpusPosteriors([.. posteriors.SelectMany(p => p)], tallies.Aggregate((a, b) => a + b));
    }

    private static (UtterancePosteriors[] Posteriors, LossTally Tally) ComputePart(
        SpeechUtterance[] part, FloatNetwork network, NetworkInputBuilder builder, ITrainingLoss loss)
    {
        using SequenceBatch batch = new(network.Topology.InputSize);
        TrainingTarget[] targets = builder.Build(part, batch);
        ReadOnlySpan<float> logits = network.Forward(batch);
        int classes = network.Topology.Outputs;
        UtterancePosteriors[] posteriors = new UtterancePosteriors[part.Length];
        LossTally tally = default;
        for (int u = 0; u < part.Length; u++)
        {
            float[] rows = logits[(batch.Offsets[u] * classes)..(batch.Offsets[u + 1] * classes)].ToArray();
            posteriors[u] = new UtterancePosteriors(part[u], ToLogPosteriors(rows, classes));
            tally += loss.Accumulate(rows, classes, targets[u], 1f);
        }

        return (posteriors, tally);
    }

    private static int[] ToLogPosteriors(float[] logits, int classes)
    {
        const float UnitsPerNat = 1.44269504f * (1 << LogProbability.FractionBits);
        int[] result = new int[logits.Length];
        float[] line = new float[classes];
        for (int at = 0; at < logits.Length; at += classes)
        {
            Softmax.LogProbabilities(logits.AsSpan(at, classes), line);
            for (int k = 0; k < classes; k++)
            {
                result[at + k] = Math.Max(LogProbability.Never, (int)MathF.Round(line[k] * UnitsPerNat));
            }
        }

        return result;
    }
}
