using Edge.Runtime.Cells;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests.Cells;

public class NetworkTests
{
    private const int Frames = 60;

    public static TheoryData<int, int> Precisions => new() { { 16, 16 }, { 8, 8 }, { 8, 16 }, { 4, 8 }, { 2, 4 }, { 4, 2 } };

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Streaming_whole_utterance_scalar_vector_dense_and_delta_zero_are_the_same_bits(int weightBits, int activationBits)
    {
        RecognizerModel model = TestModels.Random(11);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 12);
        int[] expected = Stream(model, model.UniformPlan(weightBits, activationBits), KernelSet.Scalar, inputs);

        foreach (int? threshold in (int?[])[null, 0])
        {
            PrecisionPlan plan = model.UniformPlan(weightBits, activationBits, threshold);
            Assert.Equal(expected, Stream(model, plan, KernelSet.Best, inputs));
            Assert.Equal(expected, new UtteranceSru(new QuantizedNetwork(model, plan)).Run(inputs));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixteen_bits_follow_the_definition_in_floating_point(bool bidirectional)
    {
        RecognizerModel model = TestModels.Random(13, bidirectional);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 14);
        int[] integer = new UtteranceSru(new QuantizedNetwork(model, model.MasterPlan())).Run(inputs);
        double[] exact = ReferenceSru.Run(model, inputs);
        double worst = integer.Zip(exact).Max(p => Math.Abs((p.First / 1024.0) - p.Second));
        Assert.InRange(worst, 0, 0.05);
    }

    [Fact]
    public void Fewer_bits_are_further_from_the_definition()
    {
        RecognizerModel model = TestModels.Random(15);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 16);
        double[] exact = ReferenceSru.Run(model, inputs);
        double Distance(int bits) => new UtteranceSru(new QuantizedNetwork(model, model.UniformPlan(bits, bits))).Run(inputs)
            .Zip(exact).Average(p => Math.Abs((p.First / 1024.0) - p.Second));
        Assert.True(Distance(16) < Distance(8));
        Assert.True(Distance(8) < Distance(4));
        Assert.True(Distance(4) < Distance(2));
    }

    [Fact]
    public void A_switch_in_mid_stream_keeps_the_cell_state()
    {
        RecognizerModel model = TestModels.Random(17);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 18);
        int[] whole = Stream(model, model.MasterPlan(), KernelSet.Best, inputs);

        QuantizedNetwork network = new(model, model.UniformPlan(16, 16, deltaThreshold: 0));
        StreamingSru first = new(network), second = new(network);
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

    [Fact]
    public void A_frame_allocates_nothing()
    {
        RecognizerModel model = TestModels.Random(19);
        short[] inputs = TestModels.Inputs(model.Topology, Frames, 20);
        StreamingSru network = new(new QuantizedNetwork(model, model.UniformPlan(4, 8, deltaThreshold: 1)));
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
        StreamingSru network = new(new QuantizedNetwork(model, plan, kernels));
        int[] output = new int[Frames * model.Topology.Outputs];
        for (int t = 0; t < Frames; t++)
        {
            Step(network, model.Topology, inputs, t, output);
        }

        return output;
    }

    private static void Step(StreamingSru network, NetworkTopology topology, short[] inputs, int t, int[] output) =>
        network.Step(inputs.AsSpan(t * topology.InputSize, topology.InputSize), output.AsSpan(t * topology.Outputs, topology.Outputs));
}
