using Edge.Runtime.Model;

namespace HostTrainer.Quantization.Fitting;

/// <summary>Which rows of a matrix have a bias behind them: those of forget and reset gates, and of FC.</summary>
internal static class BiasPlace
{
    /// <summary>Index in the layer's bias tensor of a row, or null.</summary>
    public static int? Of(SruTopology topology, MatrixShape shape, int row)
    {
        if (shape.Name == "FC")
        {
            return row;
        }

        if (shape.Name[0] != 'L')
        {
            return null;
        }

        int subMatrices = SruTopology.SubMatrices(shape.Name == "L0" ? 0 : 1);
        int block = row / topology.Hidden, direction = block / subMatrices, subMatrix = block % subMatrices;
        return subMatrix is 1 or 2
            ? ((subMatrix - 1) * topology.LayerOutput) + (direction * topology.Hidden) + (row % topology.Hidden)
            : null;
    }
}
