using Edge.Runtime.Cells;
using Edge.Runtime.Decoding;
using Edge.Runtime.Model;

using HostTrainer.Quantization;
using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

using Xunit;

namespace HostTrainer.Tests.Training.Quantized;

public sealed class QuantizedForwardTests
{
    private static readonly int[] Mixed = [8, 8, 2, 4, 4, 8, 2, 16, 4, 4, 4, 8];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_computes_with_exactly_the_weights_of_the_device(bool perMatrix)
    {
        using FloatModel model = RandomModels.Create(bidirectional: false);
        RecognizerModel exported = RandomModels.Export(model);
        LayerPrecision[] layers = Layers(model.Topology, Mixed);
        using QuantizedForward forward = new(model.Topology, exported.Calibration, layers, perMatrix, threads: 2);
        ParameterLayout layout = new(model.Topology);
        ReadOnlySpan<float> weights = forward.Weights(model.Parameters).Span;
        foreach ((int index, MatrixShape shape) in model.Topology.Matrices().Index())
        {
            QuantizedMatrix device = MatrixQuantizer.Quantize(
                exported.Masters[$"{shape.Name}.weight"], shape, exported.Calibration.Layers[index].WeightFractionBits, layers[index].WeightBits, perMatrix);
            ReadOnlySpan<float> trained = weights.Slice(layout[$"{shape.Name}.weight"].Offset, shape.Weights);
            for (int i = 0; i < trained.Length; i++)
            {
                Assert.Equal(device.Codes[i] * (float)device.Steps[i / shape.Columns], trained[i]);
            }
        }
    }

    [Theory]
    [InlineData(false, CellKind.Sru)]
    [InlineData(true, CellKind.Sru)]
    [InlineData(true, CellKind.Lstm)]
    [InlineData(false, CellKind.LiGru)]
    public void Vectors_are_those_of_the_device_too(bool bidirectional, CellKind cell)
    {
        using FloatModel model = RandomModels.Create(bidirectional, cell);
        SeededRandom random = new(4);
        foreach (ref float value in model.Parameters.Span)
        {
            value += random.NextFloat(-0.2f, 0.2f);
        }

        RecognizerModel exported = RandomModels.Export(model);
        using FloatModel master = ModelExporter.ToFloat(exported);
        using QuantizedForward forward = new(model.Topology, exported.Calibration, Layers(model.Topology, Mixed), false, threads: 1);
        ReadOnlySpan<float> weights = forward.Weights(model.Parameters).Span;
        ParameterLayout layout = new(model.Topology);
        foreach (ParameterSegment segment in layout.Segments.Where(s => !s.IsMatrix))
        {
            Assert.Equal(master.Parameters.Span.Slice(segment.Offset, segment.Length).ToArray(), weights.Slice(segment.Offset, segment.Length).ToArray());
        }
    }

    /// <summary>
    /// Both round to the same codes except where a 16-bit state lies on the other side of a border than its float; so most posteriors are close and their mean distance is a
    /// small part of what quantisation changes.
    /// </summary>
    [Theory]
    [InlineData(false, CellKind.Sru)]
    [InlineData(true, CellKind.Sru)]
    [InlineData(false, CellKind.Lstm)]
    [InlineData(true, CellKind.Lstm)]
    [InlineData(false, CellKind.Gru)]
    [InlineData(true, CellKind.Gru)]
    [InlineData(false, CellKind.LiGru)]
    [InlineData(true, CellKind.LiGru)]
    public void The_simulated_network_agrees_with_the_integer_engine(bool bidirectional, CellKind cell)
    {
        using FloatModel model = RandomModels.Create(bidirectional, cell);
        RecognizerModel exported = RandomModels.Export(model);
        LayerPrecision[] layers = Layers(model.Topology, Mixed);
        PrecisionPlan plan = new(PrecisionPlan.CurrentSchema, exported.Hash, layers);
        using QuantizedForward forward = new(model.Topology, exported.Calibration, layers, false, threads: 1);
        AlignedBuffer weights = forward.Weights(model.Parameters);
        UtteranceNetwork engine = new(new QuantizedNetwork(exported, plan));
        double simulated = 0, plain = 0;
        foreach (float[] input in RandomModels.Inputs(model.Topology, 4, 50))
        {
            int[] device = engine.Run([.. input.Select(v => (short)(v * 1024))]);
            simulated += Distance(device, LogPosteriors(model.Topology, weights, forward.Activations, input));
            plain += Distance(device, LogPosteriors(model.Topology, model.Parameters, null, input));
        }

        Assert.True(simulated < 0.1 * plain, $"mean distance {simulated}, that of the float network {plain}");
    }

    [Fact]
    public void Rounding_is_to_nearest_halves_up_with_one_more_code_below()
    {
        ActivationRounding rounding = new(
            [new LayerPrecision("L0", 2, 2)],
            new CalibrationRecord([new LayerCalibration("L0", 14, 14, Clip2: 0.5, 1, 1)], [], 14));
        float[] values = [-9, -1.01f, -0.75f, -0.76f, -0.25f, -0.26f, 0.24f, 0.25f, 0.74f, 9, 0, 0.3f, -0.3f, 0.5f, -0.5f, -1, 1];
        float[] rounded = new float[values.Length];
        rounding.Apply(0, values, rounded);
        Assert.Equal([-1, -1, -0.5f, -1, 0, -0.5f, 0, 0.5f, 0.5f, 0.5f, 0, 0.5f, -0.5f, 0.5f, -0.5f, -1, 0.5f], rounded);
    }

    [Fact]
    public void Nothing_flows_back_through_clipped_values()
    {
        ActivationRounding rounding = new(
            [new LayerPrecision("L0", 2, 2)],
            new CalibrationRecord([new LayerCalibration("L0", 14, 14, Clip2: 0.5, 1, 1)], [], 14));
        float[] values = [-9, -1.26f, -1.24f, -0.5f, 0, 0.74f, 0.76f, 9, 0.1f, -0.1f, 2, -2, 0, 0, 0, 0, 5];
        float[] gradient = [.. Enumerable.Repeat(3f, values.Length)];
        rounding.MaskGradient(0, values, gradient);
        Assert.Equal([0, 0, 3, 3, 3, 3, 0, 0, 3, 3, 0, 0, 3, 3, 3, 3, 0], gradient);
    }

    private static LayerPrecision[] Layers(NetworkTopology topology, int[] bits) =>
        [.. topology.Matrices().Select((m, i) => new LayerPrecision(m.Name, bits[2 * i % bits.Length], bits[((2 * i) + 1) % bits.Length]))];

    private static float[] LogPosteriors(NetworkTopology topology, AlignedBuffer weights, ActivationRounding? rounding, float[] input)
    {
        using FloatNetwork network = new(topology, weights, rounding);
        float[] logits = network.Forward(input, input.Length / topology.InputSize).ToArray();
        return
        [
            .. logits.Chunk(topology.Outputs).SelectMany(row =>
            {
                double total = Math.Log(row.Sum(v => Math.Exp(v)));
                return row.Select(v => (float)(v - total));
            }),
        ];
    }

    /// <summary>Mean absolute difference in nats.</summary>
    private static double Distance(int[] device, float[] simulated)
    {
        double sum = 0;
        for (int i = 0; i < device.Length; i++)
        {
            sum += Math.Abs((device[i] * Math.Log(2) / (1 << LogProbability.FractionBits)) - simulated[i]);
        }

        return sum / device.Length;
    }
}
