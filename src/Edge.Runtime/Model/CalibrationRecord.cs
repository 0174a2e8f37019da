using Edge.Runtime.Errors;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>
/// Every number format of a model, measured once on speech and stored with it. Gate pre-activations and gate biases
/// always have <see cref="GateSigmoid.InputFractionBits"/> fraction bits.
/// </summary>
/// <param name="Layers">One per matrix, in data-path order.</param>
/// <param name="Cells">One per recurrent layer.</param>
/// <param name="OutputBiasFractionBits">Fraction bits of the FC bias.</param>
public sealed record CalibrationRecord(
    IReadOnlyList<LayerCalibration> Layers, IReadOnlyList<CellCalibration> Cells, int OutputBiasFractionBits)
{
    private const string Remedy = "calibrate and export the model again";

    /// <summary>Checks names, counts and ranges against a topology.</summary>
    /// <exception cref="EdgeException">Something does not fit.</exception>
    public CalibrationRecord Validated(NetworkTopology topology, string where)
    {
        IReadOnlyList<MatrixShape> shapes = topology.Matrices();
        if (Layers is null || Cells is null || Layers.Count != shapes.Count || Cells.Count != topology.Layers)
        {
            throw EdgeException.BadInput($"the calibration does not describe {shapes.Count} matrices and {topology.Layers} cells", where, Remedy);
        }

        for (int i = 0; i < shapes.Count; i++)
        {
            LayerCalibration layer = Layers[i];
            bool clips = Positive(layer.Clip2) && Positive(layer.Clip4) && Positive(layer.Clip8);
            if (layer.Name != shapes[i].Name || !clips || !CellFormats.IsFraction(layer.WeightFractionBits) || !CellFormats.IsFraction(layer.ActivationFractionBits))
            {
                throw EdgeException.BadInput($"the calibration of layer {shapes[i].Name} is out of range", where, Remedy);
            }
        }

        if (Cells.Any(c => !CellFormats.AreValid(topology.Cell, c)) || !CellFormats.IsFraction(OutputBiasFractionBits))
        {
            throw EdgeException.BadInput("the calibration of a cell is out of range", where, Remedy);
        }

        return this;

        static bool Positive(double value) => value > 1e-9 && value < 1e9;
    }
}
