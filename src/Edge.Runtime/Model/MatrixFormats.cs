using Edge.Runtime.Features;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>What enters and leaves every matrix of a model at the precisions of a plan.</summary>
internal sealed class MatrixFormats(RecognizerModel model, PrecisionPlan plan)
{
    /// <summary>log2(e): logits are to the base 2.</summary>
    public const double Log2E = 1.4426950408889634;

    /// <summary>Largest logit: with its bias it stays within an int32.</summary>
    public const int LogitLimit = 1 << 29;

    private readonly IReadOnlyList<MatrixShape> _shapes = model.Topology.Matrices();

    /// <summary>True for a matrix whose input codes the requantiser of the projection in front of it gives.</summary>
    public bool IsFedByProjection(int index) => index > 0 && _shapes[index - 1].Role == MatrixRole.Projection;

    /// <summary>Fraction bits of the 16-bit vector a matrix's input is quantised from.</summary>
    public int SourceFractionBits(int index)
    {
        int source = _shapes[index].Source;
        return source < 0 ? StreamNormalizer.FractionBits : CellFormats.Output(model.Topology.Cell, model.Calibration.Cells[source]);
    }

    /// <summary>Value of one output unit: a code of the next layer, a state, a gate, or a logit.</summary>
    public double OutputStep(int index, int row)
    {
        MatrixShape shape = _shapes[index];
        return shape.Role switch
        {
            MatrixRole.Output => Math.ScaleB(1 / Log2E, -Log2Softmax.LogitFractionBits),
            MatrixRole.Projection => model.Calibration.Layers[index + 1].ActivationStep(plan.Layers[index + 1].ActivationBits),
            MatrixRole.Recurrent => Math.ScaleB(1, -GateSigmoid.InputFractionBits),
            MatrixRole.Candidate => Math.ScaleB(1, -CellFormats.Candidate(model.Topology.Cell, model.Calibration.Cells[shape.Layer])),
            _ => Math.ScaleB(1, -CellFormats.InputRow(model.Topology, shape.Layer, model.Calibration.Cells[shape.Layer], row)),
        };
    }

    /// <summary>Smallest and largest output.</summary>
    public (int Low, int High) OutputRange(int index) => _shapes[index].Role switch
    {
        MatrixRole.Output => (-LogitLimit, LogitLimit),
        MatrixRole.Projection => Requantizer.CodeRange(plan.Layers[index + 1].ActivationBits),
        _ => (short.MinValue, short.MaxValue),
    };
}
