using Edge.Runtime.Model;

namespace HostTrainer.Quantization.Fitting;

/// <summary>Which rows of a matrix have a bias behind them: those of forget and reset gates of SRU, of all gates and candidates of gated cells, and of FC.</summary>
internal static class BiasPlace
{
    /// <summary>Index in the layer's bias tensor of a row, or null.</summary>
    public static int? Of(NetworkTopology topology, MatrixShape shape, int row)
    {
        if (shape.Role == MatrixRole.Output)
        {
            return row;
        }

        if (shape.Role != MatrixRole.Input)
        {
            return null;
        }

        if (topology.IsGated)
        {
            return row;
        }

        int subMatrices = NetworkTopology.SubMatrices(shape.Layer);
        int block = row / topology.Hidden, direction = block / subMatrices, subMatrix = block % subMatrices;
        return subMatrix is 1 or 2
            ? ((subMatrix - 1) * topology.LayerOutput) + (direction * topology.Hidden) + (row % topology.Hidden)
            : null;
    }
}
