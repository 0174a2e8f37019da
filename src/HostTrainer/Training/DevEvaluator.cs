using HostTrainer.Training.Data;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training;

/// <summary>Measures the loss of unvaried development data.</summary>
internal sealed class DevEvaluator(TrainingSetup setup, ParameterLayout layout, int threads)
{
    private const int UtterancesPerBatch = 8;

    /// <summary>Loss and frame error of every development corpus.</summary>
    public IReadOnlyList<LossTally> Measure(AlignedBuffer parameters) =>
        [.. setup.Dev.Select(corpus => Measure(corpus.Utterances, parameters))];

    private LossTally Measure(IReadOnlyList<SpeechUtterance> utterances, AlignedBuffer parameters)
    {
        SpeechUtterance[][] parts = [.. utterances.Chunk(UtterancesPerBatch)];
        LossTally[] tallies = new LossTally[parts.Length];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => tallies[i] = MeasurePart(parts[i], parameters));
        return tallies.Aggregate((a, b) => a + b);
    }

    private LossTally MeasurePart(SpeechUtterance[] part, AlignedBuffer parameters)
    {
        using NetworkPass pass = new(layout);
        using SequenceBatch batch = new(setup.Topology.InputSize);
        TrainingTarget[] targets = setup.CreateInputBuilder(training: false).Build(part, batch);
        pass.Forward(parameters, batch);
        ITrainingLoss loss = setup.CreateLoss(smoothing: 0);
        int classes = setup.Topology.Outputs;
        LossTally tally = default;
        for (int u = 0; u < targets.Length; u++)
        {
            Span<float> logits = pass.Logits[(batch.Offsets[u] * classes)..(batch.Offsets[u + 1] * classes)];
            tally += loss.Accumulate(logits, classes, targets[u], 1f);
        }

        return tally;
    }
}
