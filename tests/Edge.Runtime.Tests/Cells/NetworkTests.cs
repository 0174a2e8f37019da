using Edge.Runtime.Cells;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests.Cells;

public class NetworkTests
{
    private const int Frames = 60;

    private static readonly (int Weights, int Activations)[] Precisions = [(16, 16), (8, 8), (8, 16), (4, 8), (2, 4), (4, 2)];

    public static TheoryData<CellKind, int, int> CellsAndPrecisions
    {
        get
        {
            TheoryData<CellKind, int, int> data = [];
            foreach (CellKind cell in Enum.GetValues<CellKind>())
            {
                Array.ForEach(Precisions, p => data.Add(cell, p.Weights, p.Activations));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CellsAndPrecisions))]
    public void Streaming_whole_utterance_scalar_vector_dense_and_delta_zero_are_the_same_bits(CellKind cell, int weightBits, int activationBits)
    {
        RecognizerModel model = TestModels.Random(11, cell: cell);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 12);
        int[] expected = Stream(model, model.UniformPlan(weightBits, activationBits), KernelSet.Scalar, inputs);

        foreach (int? threshold in (int?[])[null, 0])
        {
            PrecisionPlan plan = model.UniformPlan(weightBits, activationBits, threshold);
            Assert.Equal(expected, Stream(model, plan, KernelSet.Best, inputs));
            Assert.Equal(expected, new UtteranceNetwork(new QuantizedNetwork(model, plan)).Run(inputs));
        }
    }

    [Theory]
    [MemberData(nameof(CellsAndPrecisions))]
    public void A_threshold_that_holds_inputs_back_gives_the_same_bits_frame_by_frame_and_in_blocks(CellKind cell, int weightBits, int activationBits)
    {
        RecognizerModel model = TestModels.Random(21, cell: cell);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 22);
        PrecisionPlan plan = model.UniformPlan(weightBits, activationBits, deltaThreshold: activationBits == 16 ? 200 : 1);
        int[] expected = Stream(model, plan, KernelSet.Scalar, inputs);
        UtteranceNetwork whole = new(new QuantizedNetwork(model, plan));
        Assert.Equal(expected, whole.Run(inputs));
        Assert.Equal(expected, whole.Run(inputs));
        Assert.NotEqual(expected, Stream(model, model.UniformPlan(weightBits, activationBits), KernelSet.Scalar, inputs));
        for (int matrix = 0; matrix < model.Topology.MatrixCount; matrix++)
        {
            (long updated, long offered) = whole.UpdatesOf(matrix);
            Assert.Equal(2L * Frames * model.Topology.Matrices()[matrix].Columns, offered);
            Assert.InRange(updated, activationBits == 2 ? 0 : 1, offered - 1);
        }
    }

    [Theory]
    [MemberData(nameof(TestModels.Cells), MemberType = typeof(TestModels))]
    public void Both_directions_are_the_same_bits_by_all_kernels_dense_and_with_delta_zero(CellKind cell)
    {
        RecognizerModel model = TestModels.Random(23, bidirectional: true, cell: cell);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 24);
        foreach ((int weightBits, int activationBits) in Precisions)
        {
            PrecisionPlan dense = model.UniformPlan(weightBits, activationBits), delta = model.UniformPlan(weightBits, activationBits, 0);
            int[] expected = new UtteranceNetwork(new QuantizedNetwork(model, dense, KernelSet.Scalar)).Run(inputs);
            Assert.Equal(expected, new UtteranceNetwork(new QuantizedNetwork(model, dense)).Run(inputs));
            Assert.Equal(expected, new UtteranceNetwork(new QuantizedNetwork(model, delta)).Run(inputs));
        }
    }

    [Theory]
    [InlineData(CellKind.Sru, false)]
    [InlineData(CellKind.Sru, true)]
    [InlineData(CellKind.Lstm, false)]
    [InlineData(CellKind.Lstm, true)]
    [InlineData(CellKind.Gru, false)]
    [InlineData(CellKind.Gru, true)]
    [InlineData(CellKind.LiGru, false)]
    [InlineData(CellKind.LiGru, true)]
    public void Sixteen_bits_follow_the_definition_in_floating_point(CellKind cell, bool bidirectional)
    {
        RecognizerModel model = TestModels.Random(13, bidirectional, cell: cell);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 14);
        int[] integer = new UtteranceNetwork(new QuantizedNetwork(model, model.MasterPlan())).Run(inputs);
        double[] exact = ReferenceNetwork.Run(model, inputs);
        double worst = integer.Zip(exact).Max(p => Math.Abs((p.First / 1024.0) - p.Second));
        Assert.InRange(worst, 0, 0.05);
    }

    [Theory]
    [MemberData(nameof(TestModels.Cells), MemberType = typeof(TestModels))]
    public void Fewer_bits_are_further_from_the_definition(CellKind cell)
    {
        RecognizerModel model = TestModels.Random(15, cell: cell);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 16);
        double[] exact = ReferenceNetwork.Run(model, inputs);
        double Distance(int bits) => new UtteranceNetwork(new QuantizedNetwork(model, model.UniformPlan(bits, bits))).Run(inputs)
            .Zip(exact).Average(p => Math.Abs((p.First / 1024.0) - p.Second));
        Assert.True(Distance(16) < Distance(8));
        Assert.True(Distance(8) < Distance(4));
        Assert.True(Distance(4) < Distance(2));
    }

    [Theory]
    [MemberData(nameof(TestModels.Cells), MemberType = typeof(TestModels))]
    public void A_switch_in_mid_stream_keeps_the_cell_state(CellKind cell)
    {
        RecognizerModel model = TestModels.Random(17, cell: cell);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 18);
        int[] whole = Stream(model, model.MasterPlan(), KernelSet.Best, inputs);

        QuantizedNetwork network = new(model, model.UniformPlan(16, 16, deltaThreshold: 0));
        StreamingNetwork first = new(network), second = new(network);
        int[] switched = new int[whole.Length];
        for (int t = 0; t < Frames; t++)
        {
            if (t == Frames / 2)
            {
                second.ContinueFrom(first);
            }

            Step(t < Frames / 2 ? first : second, model.Topology, inputs, t, switched);
        }

        Assert.Equal(whole, switched);
    }

    [Theory]
    [MemberData(nameof(TestModels.Cells), MemberType = typeof(TestModels))]
    public void A_frame_allocates_nothing(CellKind cell)
    {
        RecognizerModel model = TestModels.Random(19, cell: cell);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 20);
        StreamingNetwork network = new(new QuantizedNetwork(model, model.UniformPlan(4, 8, deltaThreshold: 1)));
        int[] output = new int[Frames * model.Topology.Outputs];
        long Run()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int t = 0; t < Frames; t++)
            {
                Step(network, model.Topology, inputs, t, output);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run();
        Assert.Equal(0, Run());
    }

    private static int[] Stream(RecognizerModel model, PrecisionPlan plan, KernelSet kernels, short[] inputs)
    {
        StreamingNetwork network = new(new QuantizedNetwork(model, plan, kernels));
        int[] output = new int[Frames * model.Topology.Outputs];
        for (int t = 0; t < Frames; t++)
        {
            Step(network, model.Topology, inputs, t, output);
        }

        return output;
    }

    private static void Step(StreamingNetwork network, NetworkTopology topology, short[] inputs, int t, int[] output) =>
        network.Step(inputs.AsSpan(t * topology.InputSize, topology.InputSize), output.AsSpan(t * topology.Outputs, topology.Outputs));
}
