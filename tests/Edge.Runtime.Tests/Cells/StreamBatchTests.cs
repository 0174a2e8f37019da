using Edge.Runtime.Cells;
using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests.Cells;

/// <summary>Several streams in one pass over the weights against each stream by itself.</summary>
public class StreamBatchTests
{
    private const int Frames = 40;

    public static TheoryData<CellKind, int, int, int?> CellsAndPlans
    {
        get
        {
            TheoryData<CellKind, int, int, int?> data = [];
            foreach (CellKind cell in Enum.GetValues<CellKind>())
            {
                data.Add(cell, 16, 16, null);
                data.Add(cell, 8, 8, null);
                data.Add(cell, 4, 8, null);
                data.Add(cell, 2, 4, null);
                data.Add(cell, 8, 8, 2);
                data.Add(cell, 16, 16, 0);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CellsAndPlans))]
    public void Streams_that_come_and_go_get_the_bits_they_get_alone(CellKind cell, int weightBits, int activationBits, int? threshold)
    {
        const int Streams = 7;
        RecognizerModel model = TestModels.Random(31, cell: cell);
        QuantizedNetwork network = new(model, model.UniformPlan(weightBits, activationBits, threshold));
        NetworkTopology topology = model.Topology;
        short[][] inputs = [.. Enumerable.Range(0, Streams).Select(s => TestModels.Inputs(topology, Frames, 100 + s))];
        StreamingNetwork[] alone = [.. Enumerable.Range(0, Streams).Select(_ => new StreamingNetwork(network))];
        StreamBatch batch = new(network, Streams);
        Random random = new(32);
        int[] next = new int[Streams], expected = new int[topology.Outputs];
        while (next.Any(n => n < Frames))
        {
            int[] chosen = [.. Enumerable.Range(0, Streams).Where(s => next[s] < Frames && random.Next(3) > 0).OrderBy(_ => random.Next())];
            int[] found = new int[chosen.Length * topology.Outputs];
            batch.Step(chosen, [.. chosen.SelectMany(s => Frame(inputs[s], topology, next[s]).ToArray())], found);
            for (int i = 0; i < chosen.Length; i++)
            {
                alone[chosen[i]].Step(Frame(inputs[chosen[i]], topology, next[chosen[i]]++), expected);
                Assert.Equal(expected, found[(i * topology.Outputs)..((i + 1) * topology.Outputs)]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestModels.Cells), MemberType = typeof(TestModels))]
    public void A_stream_that_starts_again_does_not_disturb_the_others(CellKind cell)
    {
        RecognizerModel model = TestModels.Random(33, cell: cell);
        QuantizedNetwork network = new(model, model.UniformPlan(8, 8, deltaThreshold: 2));
        NetworkTopology topology = model.Topology;
        short[] inputs = TestModels.Inputs(topology, Frames, 34);
        StreamBatch batch = new(network, 2);
        int[] found = new int[2 * topology.Outputs], first = new int[topology.Outputs];
        StreamingNetwork whole = new(network), again = new(network);
        int[] expected = new int[topology.Outputs];
        for (int t = 0; t < Frames; t++)
        {
            if (t == Frames / 2)
            {
                batch.Reset(1);
                again.Reset();
            }

            ReadOnlySpan<short> frame = Frame(inputs, topology, t);
            batch.Step([0, 1], [.. frame, .. frame], found);
            whole.Step(frame, expected);
            again.Step(frame, first);
            Assert.Equal([.. expected, .. first], found);
        }
    }

    [Theory]
    [MemberData(nameof(TestModels.Cells), MemberType = typeof(TestModels))]
    public void A_step_allocates_nothing(CellKind cell)
    {
        RecognizerModel model = TestModels.Random(35, cell: cell);
        StreamBatch batch = new(new QuantizedNetwork(model, model.UniformPlan(4, 8, deltaThreshold: 1)), 3);
        short[] inputs = TestModels.Inputs(model.Topology, 3, 36);
        int[] streams = [2, 0, 1], output = new int[3 * model.Topology.Outputs];
        batch.Step(streams, inputs, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int t = 0; t < 50; t++)
        {
            batch.Step(streams, inputs, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_streams_are_refused()
    {
        RecognizerModel model = TestModels.Random(37), both = TestModels.Random(38, bidirectional: true);
        StreamBatch batch = new(new QuantizedNetwork(model, model.MasterPlan()), 2);
        short[] inputs = TestModels.Inputs(model.Topology, 2, 39);
        int[] output = new int[2 * model.Topology.Outputs];
        Assert.Throws<ArgumentException>(() => batch.Step([0, 2], inputs, output));
        Assert.Throws<ArgumentException>(() => batch.Step([1, 1], inputs, output));
        Assert.Throws<EdgeException>(() => new StreamBatch(new QuantizedNetwork(both, both.MasterPlan()), 2));
    }

    private static ReadOnlySpan<short> Frame(short[] inputs, NetworkTopology topology, int frame) =>
        inputs.AsSpan(frame * topology.InputSize, topology.InputSize);
}
