using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed class NormalizationTests
{
    private static readonly NetworkTopology Topology = new(7, 16, 0, 2, true, 5, 0, CellKind.Gru);

    [Fact]
    public void A_folded_network_computes_what_the_normalised_one_does_when_running_statistics_are_those_of_the_batch()
    {
        ParameterLayout layout = new(Topology, normalized: true);
        using AlignedBuffer parameters = Parameters(layout);
        using SequenceBatch batch = Batch();
        using NetworkPass pass = new(layout);
        pass.Forward(parameters, batch);
        using NormalizationTally tally = new(layout);
        pass.CopyStatistics(batch.Rows, tally);
        foreach (ParameterSegment segment in layout.Statistics)
        {
            tally.ValuesOf(segment).CopyTo(parameters.Span[segment.Offset..]);
        }

        using AlignedBuffer folded = NormalizationFold.Apply(layout, parameters);
        using FloatNetwork network = new(Topology, folded);
        float[] expected = pass.Logits.ToArray();
        float[] actual = network.Forward(batch).ToArray();
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 2e-5f));
    }

    [Fact]
    public void Running_statistics_move_a_twentieth_of_the_way_to_the_mean_of_the_shards_weighted_by_rows()
    {
        ParameterLayout layout = new(Topology, normalized: true);
        using AlignedBuffer parameters = Parameters(layout);
        ParameterSegment mean = layout["x1.mean"], variance = layout["x0.variance"], gamma = layout["x0.gamma"];
        parameters.Span[mean.Offset + 3] = 2f;
        parameters.Span[variance.Offset] = 1f;
        float kept = parameters.Span[gamma.Offset];
        using NormalizationTally first = new(layout) { Rows = 30 }, none = new(layout) { Rows = 0 }, last = new(layout) { Rows = 10 };
        (first.ValuesOf(mean)[3], none.ValuesOf(mean)[3], last.ValuesOf(mean)[3]) = (4f, float.NaN, 8f);
        (first.ValuesOf(variance)[0], last.ValuesOf(variance)[0]) = (3f, 7f);
        new RunningStatistics(layout).Absorb(parameters, [first, none, last]);
        Assert.Equal(2.15f, parameters.Span[mean.Offset + 3], 1e-6f);
        Assert.Equal(1.15f, parameters.Span[variance.Offset], 1e-6f);
        Assert.Equal(kept, parameters.Span[gamma.Offset]);
    }

    [Theory]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.LiGru)]
    public void An_utterance_gets_the_same_logits_alone_and_among_others(CellKind cell)
    {
        NetworkTopology topology = Topology with { Cell = cell };
        using AlignedBuffer parameters = Parameters(new ParameterLayout(topology));
        using FloatNetwork network = new(topology, parameters);
        using SequenceBatch batch = Batch();
        float[] together = network.Forward(batch).ToArray();
        List<float> alone = [];
        for (int u = 0; u < batch.Count; u++)
        {
            alone.AddRange(network.Forward(batch.InputOf(u), batch.Offsets[u + 1] - batch.Offsets[u]));
        }

        Assert.Equal(together, alone);
    }

    [Fact]
    public void A_checkpoint_keeps_normalisation_apart_and_its_model_has_it_folded()
    {
        using ToyCorpus corpus = new();
        string path = Path.Combine(corpus.Root, "model.safetensors");
        ToyTraining.Run(ToyTraining.Options(corpus, epochs: 1, cell: CellKind.Lstm), path);
        SafetensorsFile file = SafetensorsFile.Load(path);
        using FloatModel folded = FloatModel.Load(path);
        using FloatModel trained = FloatModel.LoadTrained(path);
        Assert.Equal(
            ["FC.bias", "FC.weight", "c0.weight", "c1.weight", "h0.weight", "h1.weight", "x0.beta", "x0.gamma", "x0.mean", "x0.variance", "x0.weight", "x1.beta", "x1.gamma", "x1.mean", "x1.variance", "x1.weight"],
            file.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.True(trained.Normalized && !folded.Normalized);
        Assert.All(trained.Layout.Statistics, s => Assert.Contains(trained.Parameters.Span.Slice(s.Offset, s.Length).ToArray(), v => v is not 0 and not 1));
        using AlignedBuffer expected = NormalizationFold.Apply(trained.Layout, trained.Parameters);
        Assert.Equal(expected.Span.ToArray(), folded.Parameters.Span.ToArray());
    }

    [Fact]
    public void Training_cannot_start_from_a_model_whose_normalisation_is_folded()
    {
        using ToyCorpus corpus = new();
        string path = Path.Combine(corpus.Root, "model.safetensors");
        TrainerOptions options = ToyTraining.Options(corpus, epochs: 1, cell: CellKind.Gru);
        ToyTraining.Run(options, path);
        using (FloatModel folded = FloatModel.Load(path))
        {
            folded.Save(path);
        }

        using CancellationTokenSource cancellation = new();
        using Trainer trainer = new(
            TrainingSetup.Load(options, _ => { }), path + ".next", 1, new ToyTraining.StoppingObserver(cancellation, int.MaxValue));
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => trainer.StartFrom(path)).ExitCode);
    }

    [Fact]
    public void A_negative_variance_is_refused()
    {
        using ToyCorpus corpus = new();
        string path = Path.Combine(corpus.Root, "model.safetensors");
        ToyTraining.Run(ToyTraining.Options(corpus, epochs: 1, cell: CellKind.LiGru), path);
        using (FloatModel model = FloatModel.LoadTrained(path))
        {
            model.Parameters.Span[model.Layout["x1.variance"].Offset + 5] = -0.5f;
            model.Save(path);
        }

        EdgeException error = Assert.Throws<EdgeException>(() => FloatModel.Load(path));
        Assert.Contains("x1.variance", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recurrent_matrices_start_orthogonal_in_every_gate_and_direction()
    {
        ParameterLayout layout = new(Topology, normalized: true);
        using AlignedBuffer parameters = new(layout.Length);
        ParameterInitializer.Fill(layout, parameters, 3);
        foreach (string name in (string[])["h0.weight", "c1.weight"])
        {
            ParameterSegment segment = layout[name];
            float[][] rows = [.. parameters.Span.Slice(segment.Offset, segment.Length).ToArray().Chunk(segment.Columns)];
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = i / 16 * 16; j <= i; j++)
                {
                    Assert.Equal(i == j ? 1 : 0, rows[i].Zip(rows[j], (a, b) => (double)a * b).Sum(), 1e-6);
                }
            }
        }
    }

    private static AlignedBuffer Parameters(ParameterLayout layout)
    {
        AlignedBuffer parameters = new(layout.Length);
        ParameterInitializer.Fill(layout, parameters, 9);
        SeededRandom random = new(10);
        foreach (ParameterSegment segment in layout.Segments.Where(s => !s.IsMatrix && !layout.Statistics.Contains(s)))
        {
            foreach (ref float value in parameters.Span.Slice(segment.Offset, segment.Length))
            {
                value += random.NextFloat(-0.4f, 0.4f);
            }
        }

        return parameters;
    }

    private static SequenceBatch Batch()
    {
        SequenceBatch batch = new(Topology.InputSize);
        batch.Reset(5, 12, 1, 9, 9);
        SeededRandom random = new(12);
        foreach (ref float value in batch.Input.Span)
        {
            value = random.NextFloat(-2, 2);
        }

        return batch;
    }
}
