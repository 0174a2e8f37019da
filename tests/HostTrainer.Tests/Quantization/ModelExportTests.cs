using Edge.Runtime.Cells;
using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using HostTrainer.Quantization;
using HostTrainer.Quantization.Fitting;
using HostTrainer.Tests.Training.Quantized;
using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

using Xunit;

namespace HostTrainer.Tests.Quantization;

/// <summary>From float networks of every cell to the integer engine.</summary>
public sealed class ModelExportTests : IDisposable
{
    private const int Frames = 60;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public static TheoryData<CellKind> Cells => [.. Enum.GetValues<CellKind>()];

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_16_bit_engine_follows_the_float_network_and_fewer_bits_follow_less_closely(CellKind cell)
    {
        foreach (bool bidirectional in (bool[])[false, true])
        {
            using FloatModel model = Trained(cell, bidirectional);
            RecognizerModel exported = RandomModels.Export(model);
            double sixteen = Distance(model, exported, 16), eight = Distance(model, exported, 8), four = Distance(model, exported, 4);
            Assert.InRange(sixteen, 0, 0.004);
            Assert.True(sixteen < eight && eight < four, $"{sixteen}, {eight}, {four}");
            Assert.InRange(eight, 0, 0.1);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_model_file_gives_back_the_float_network_it_came_from(CellKind cell)
    {
        using FloatModel model = Trained(cell, bidirectional: true);
        ModelFile.Save(RandomModels.Export(model), _path);
        using FloatModel back = ModelExporter.ToFloat(ModelFile.Load(_path));
        ReadOnlySpan<float> before = model.Parameters.Span, after = back.Parameters.Span;
        Assert.Equal(before.Length, after.Length);
        for (int i = 0; i < before.Length; i++)
        {
            Assert.InRange(after[i], before[i] - 0.001f, before[i] + 0.001f);
        }
    }

    [Theory]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.LiGru)]
    public void Batch_normalisation_of_a_checkpoint_is_folded_into_weights_and_biases(CellKind cell)
    {
        using FloatModel shape = RandomModels.Create(bidirectional: false, cell);
        ParameterLayout layout = new(shape.Topology, normalized: true);
        AlignedBuffer parameters = new(layout.Length);
        ParameterInitializer.Fill(layout, parameters, seed: 3);
        SeededRandom random = new(7);
        foreach (ParameterSegment vector in layout.Segments.Where(s => s.Name[0] == 'x' && !s.IsMatrix))
        {
            foreach (ref float value in parameters.Span.Slice(vector.Offset, vector.Length))
            {
                value = vector.Name.EndsWith("variance", StringComparison.Ordinal) ? random.NextFloat(0.5f, 2) : value + random.NextFloat(-0.5f, 0.5f);
            }
        }

        using FloatModel trained = shape with { Parameters = parameters, Normalized = true };
        trained.Save(_path);
        using FloatModel folded = FloatModel.Load(_path);
        Span<float> Of(string tensor) => parameters.Span.Slice(layout[tensor].Offset, layout[tensor].Length);
        RecognizerModel exported = RandomModels.Export(folded);
        TensorFormats formats = new(exported.Topology, exported.Calibration);
        MatrixShape x1 = exported.Topology.Matrices()[3];
        float[] weights = new float[x1.Weights], bias = new float[x1.Rows];
        formats.Decode("x1.weight", exported.Masters["x1.weight"], weights);
        formats.Decode("x1.bias", exported.Masters["x1.bias"], bias);
        for (int row = 0; row < x1.Rows; row++)
        {
            double scale = Of("x1.gamma")[row] / Math.Sqrt(Of("x1.variance")[row]);
            Assert.Equal(Of("x1.beta")[row] - (Of("x1.mean")[row] * scale), bias[row], 0.002);
            Assert.Equal(Of("x1.weight")[row * x1.Columns] * scale, weights[row * x1.Columns], 0.001);
        }
    }

    [Fact]
    public void Outputs_that_a_cell_bounds_have_the_format_of_a_tanh()
    {
        using FloatModel lstm = Trained(CellKind.Lstm, false), gru = Trained(CellKind.Gru, false), liGru = Trained(CellKind.LiGru, false);
        Assert.All(RandomModels.Export(gru).Calibration.Cells, c => Assert.Equal(new CellCalibration(CellFormats.UnitFractionBits, 0), c));
        Assert.All(RandomModels.Export(lstm).Calibration.Cells, c => Assert.InRange(c.StateFractionBits, 8, CellFormats.UnitFractionBits));
        CalibrationRecord record = RandomModels.Export(liGru).Calibration;
        Assert.Equal(record.Cells[0].StateFractionBits, record.Layers.Single(l => l.Name == "x1").ActivationFractionBits);
        Assert.Equal(record.Cells[1].StateFractionBits, record.Layers.Single(l => l.Name == "c1").ActivationFractionBits);
    }

    [Fact]
    public void Fitting_to_speech_is_refused_for_gated_cells()
    {
        using FloatModel gru = Trained(CellKind.Gru, bidirectional: false);
        RecognizerModel model = RandomModels.Export(gru);
        EdgeException e = Assert.Throws<EdgeException>(() => PlanPreparer.Prepare(model, RandomModels.Inputs(model.Topology, 2, 10)));
        Assert.Equal(ExitCode.Usage, e.ExitCode);
    }

    /// <summary>A network whose biases are not zero either.</summary>
    private static FloatModel Trained(CellKind cell, bool bidirectional)
    {
        FloatModel model = RandomModels.Create(bidirectional, cell);
        SeededRandom random = new(9);
        foreach (ParameterSegment segment in model.Layout.Segments.Where(s => s.Name.EndsWith(".bias", StringComparison.Ordinal)))
        {
            foreach (ref float value in model.Parameters.Span.Slice(segment.Offset, segment.Length))
            {
                value += random.NextFloat(-0.4f, 0.4f);
            }
        }

        return model;
    }

    /// <summary>Mean distance of the log posteriors in nats.</summary>
    private static double Distance(FloatModel model, RecognizerModel exported, int bits)
    {
        UtteranceNetwork engine = new(new QuantizedNetwork(exported, exported.UniformPlan(bits, bits)));
        using FloatNetwork network = new(model);
        double sum = 0;
        int count = 0;
        foreach (float[] input in RandomModels.Inputs(model.Topology, 3, Frames))
        {
            int[] device = engine.Run([.. input.Select(v => Rounding.ToInt16(Rounding.Nearest(v * 1024)))]);
            float[] logits = network.Forward(input, Frames).ToArray();
            for (int i = 0; i < device.Length; i++)
            {
                ReadOnlySpan<float> row = logits.AsSpan(i / model.Topology.Outputs * model.Topology.Outputs, model.Topology.Outputs);
                double total = 0;
                foreach (float logit in row)
                {
                    total += Math.Exp(logit);
                }

                sum += Math.Abs((device[i] * Math.Log(2) / (1 << LogProbability.FractionBits)) - (logits[i] - Math.Log(total)));
                count++;
            }
        }

        return sum / count;
    }
}
