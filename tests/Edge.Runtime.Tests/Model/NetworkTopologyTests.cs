using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests.Model;

public class NetworkTopologyTests
{
    private static readonly NetworkTopology Gated = new(23, 550, 0, 4, Bidirectional: true, 1936, 0, CellKind.Lstm);

    [Fact]
    public void An_sru_network_has_projections_and_no_recurrent_matrices()
    {
        NetworkTopology topology = new(23, 550, 256, 3, Bidirectional: true, 1904, 0);
        Assert.Equal("L0 Pr1 L1 Pr2 L2 FC", string.Join(' ', topology.Matrices().Select(m => m.Name)));
        Assert.Equal(
            [MatrixRole.Input, MatrixRole.Projection, MatrixRole.Input, MatrixRole.Projection, MatrixRole.Input, MatrixRole.Output],
            topology.Matrices().Select(m => m.Role));
    }

    // Weights of the first layer above the input: Shrink and Eliminate, sizes of its four models; there the directions share weights.
    [Theory]
    [InlineData(CellKind.Lstm, 2420000, 1210000)]
    [InlineData(CellKind.Gru, 1815000, 907500)]
    [InlineData(CellKind.LiGru, 1210000, 605000)]
    public void A_gated_layer_has_twice_the_papers_weights_because_directions_do_not_share_them(CellKind cell, int input, int recurrent)
    {
        NetworkTopology topology = Gated with { Cell = cell };
        MatrixShape[] layer = [.. topology.Matrices().Where(m => m.Layer == 1)];
        Assert.Equal(["x1", "h1", "c1"], layer.Select(m => m.Name));
        Assert.Equal(2 * input, layer[0].Weights);
        Assert.Equal(2 * recurrent, layer[1].Weights + layer[2].Weights);
        Assert.Equal((topology.Gates - 1) * layer[2].Weights, layer[1].Weights);
        Assert.Equal((4 * topology.Gates * 1100) + 1936, topology.VectorElements());
    }

    [Theory]
    [InlineData(CellKind.Sru)]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.LiGru)]
    public void Matrices_are_found_by_layer(CellKind cell)
    {
        NetworkTopology topology = new(8, 16, cell == CellKind.Sru ? 4 : 0, 3, Bidirectional: false, 5, 2, cell);
        MatrixShape[] matrices = [.. topology.Matrices()];
        Assert.Equal(topology.MatrixCount, matrices.Length);
        for (int layer = 0; layer < topology.Layers; layer++)
        {
            MatrixShape input = matrices[topology.InputIndex(layer)];
            Assert.Equal((MatrixRole.Input, layer, topology.InputBlocks(layer) * topology.LayerOutput), (input.Role, input.Layer, input.Rows));
            Assert.Equal(matrices.Where(m => m.Layer == layer), matrices[topology.MatricesOf(layer)]);
        }
    }

    [Fact]
    public void Json_names_the_cell_unless_it_is_sru()
    {
        NetworkTopology sru = new(8, 16, 4, 3, Bidirectional: false, 5, 2);
        Assert.Equal(
            """{"inputSize":8,"hidden":16,"projection":4,"layers":3,"bidirectional":false,"outputs":5,"outputDelay":2}""",
            JsonSerializer.Serialize(sru, ModelJson.Default.NetworkTopology));
        string json = JsonSerializer.Serialize(Gated with { Cell = CellKind.LiGru }, ModelJson.Default.NetworkTopology);
        Assert.EndsWith("\"cell\":\"liGru\"}", json, StringComparison.Ordinal);
        Assert.Equal(CellKind.LiGru, JsonSerializer.Deserialize(json, ModelJson.Default.NetworkTopology)!.Cell);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        NetworkTopology[] bad =
        [
            Gated with { Projection = 1 },
            Gated with { Cell = CellKind.Sru },
            Gated with { Cell = (CellKind)7 },
            Gated with { Layers = 17 },
            Gated with { Hidden = 1025 },
        ];
        Assert.Same(Gated, Gated.Validated("test"));
        Assert.All(bad, topology => Assert.Throws<EdgeException>(() => topology.Validated("test")));
    }
}
