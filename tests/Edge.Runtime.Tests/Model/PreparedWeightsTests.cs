using Edge.Runtime.Cells;
using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Model;

public sealed class PreparedWeightsTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Prepared_codes_come_back_from_a_file(int bits)
    {
        RecognizerModel saved = ModelFile.Save(WithCodes(bits), _path);
        RecognizerModel loaded = ModelFile.Load(_path);
        Assert.Equal(saved.Prepared!.Keys, loaded.Prepared!.Keys);
        Assert.All(saved.Prepared, p => Assert.Equal(p.Value.Codes, loaded.Prepared[p.Key].Codes));
        Assert.All(saved.Prepared, p => Assert.Equal(p.Value.Steps, loaded.Prepared[p.Key].Steps));
    }

    [Fact]
    public void They_are_used_at_their_bits_and_nowhere_else()
    {
        RecognizerModel model = WithCodes(4), plain = model with { Prepared = null };
        Assert.Same(model.Prepared![("L1", 4)], model.Quantize(2, 4, perMatrix: false));
        Assert.Equal(plain.Quantize(2, 4, perMatrix: true).Codes, model.Quantize(2, 4, perMatrix: true).Codes);
        Assert.Equal(plain.Quantize(2, 8, perMatrix: false).Codes, model.Quantize(2, 8, perMatrix: false).Codes);
        Assert.Equal(plain.Quantize(0, 4, perMatrix: false).Codes, model.Quantize(0, 4, perMatrix: false).Codes);

        short[] inputs = TestModels.Inputs(model.Topology, 12, 1);
        int[] Posteriors(RecognizerModel m, int bits) => new UtteranceNetwork(new QuantizedNetwork(m, m.UniformPlan(bits, 8))).Run(inputs);
        Assert.NotEqual(Posteriors(plain, 4), Posteriors(model, 4));
        Assert.Equal(Posteriors(plain, 8), Posteriors(model, 8));
    }

    [Fact]
    public void A_file_with_prepared_codes_says_so_in_its_format()
    {
        ModelFile.Save(WithCodes(4), _path);
        Assert.Equal("mohaq-model/2", SafetensorsFile.Load(_path).Metadata["format"]);
        ModelFile.Save(TestModels.Random(1), _path);
        Assert.Equal("mohaq-model/1", SafetensorsFile.Load(_path).Metadata["format"]);
    }

    [Fact]
    public void The_rows_of_both_directions_of_a_gated_network_are_found_in_them()
    {
        RecognizerModel model = TestModels.Random(3, bidirectional: true, cell: CellKind.Gru);
        MatrixShape shape = model.Topology.Matrices()[4];
        Assert.Equal("h1", shape.Name);
        QuantizedMatrix nearest = model.Quantize(4, 8, perMatrix: false);
        QuantizedMatrix codes = nearest with { Steps = [.. nearest.Steps.Select(s => (double)(float)s)] };
        RecognizerModel same = model with { Prepared = new Dictionary<(string, int), QuantizedMatrix> { [("h1", 8)] = codes } };
        codes = codes with { Codes = [.. codes.Codes.Select((c, i) => i < codes.Codes.Length / 2 ? c : (short)(c / 2))] };
        RecognizerModel changed = model with { Prepared = new Dictionary<(string, int), QuantizedMatrix> { [("h1", 8)] = codes } };

        ModelFile.Save(changed, _path);
        RecognizerModel loaded = ModelFile.Load(_path);
        Assert.Equal("mohaq-model/3", SafetensorsFile.Load(_path).Metadata["format"]);
        Assert.Equal(codes.Codes, loaded.Prepared![("h1", 8)].Codes);

        // The upper half of the rows belongs to the backward direction: the forward one is as before.
        short[] inputs = TestModels.Inputs(model.Topology, 12, 1);
        short[] Outputs(RecognizerModel m)
        {
            UtteranceNetwork network = new(new QuantizedNetwork(m, m.UniformPlan(8, 8)));
            return network.RunLayer(1, network.RunLayer(0, inputs, 12), 12);
        }

        short[] before = Outputs(model), after = Outputs(loaded);
        Assert.Equal(before, Outputs(same));
        int units = model.Topology.Hidden;
        Assert.All(Enumerable.Range(0, 12), t => Assert.Equal(before[(2 * t * units)..((2 * t * units) + units)], after[(2 * t * units)..((2 * t * units) + units)]));
        Assert.NotEqual(before, after);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1f)]
    [InlineData(float.PositiveInfinity)]
    public void A_step_out_of_range_is_refused(float step)
    {
        RecognizerModel model = WithCodes(4);
        model.Prepared![("L1", 4)].Steps[3] = step;
        Refused(model);
    }

    [Fact]
    public void Codes_of_another_shape_or_without_steps_are_refused()
    {
        RecognizerModel model = WithCodes(4);
        QuantizedMatrix good = model.Prepared![("L1", 4)];
        Refused(With(model, good with { Columns = good.Columns / 2, Codes = good.Codes[..(good.Rows * (good.Columns / 2))] }));
        Refused(With(model, good with { Steps = good.Steps[1..] }));
    }

    private void Refused(RecognizerModel model)
    {
        ModelFile.Save(model, _path);
        EdgeException e = Assert.Throws<EdgeException>(() => ModelFile.Load(_path));
        Assert.Equal(ExitCode.BadInput, e.ExitCode);
        Assert.Contains("L1.", e.Message, StringComparison.Ordinal);
    }

    private static RecognizerModel With(RecognizerModel model, QuantizedMatrix matrix) =>
        model with { Prepared = new Dictionary<(string, int), QuantizedMatrix> { [("L1", matrix.Bits)] = matrix } };

    /// <summary>A model with random codes for L1, whose rows do not fill whole bytes.</summary>
    private static RecognizerModel WithCodes(int bits)
    {
        RecognizerModel model = TestModels.Random(1);
        MatrixShape shape = model.Topology.Matrices()[2];
        (int low, int high) = Requantizer.CodeRange(bits);
        Random random = new(bits);
        return With(model, new QuantizedMatrix(
            shape.Rows,
            shape.Columns,
            bits,
            [.. Enumerable.Range(0, shape.Weights).Select(_ => (short)random.Next(low, high + 1))],
            [.. Enumerable.Range(0, shape.Rows).Select(_ => (double)random.NextSingle())]));
    }
}
