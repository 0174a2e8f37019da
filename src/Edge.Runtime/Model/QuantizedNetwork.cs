using Edge.Runtime.Cells;
using Edge.Runtime.Features;
using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>
/// A model at the precisions of one plan, ready to run: packed weights and every multiplier. Immutable; any number of
/// streams share it.
/// </summary>
public sealed class QuantizedNetwork
{
    private const double Log2E = 1.4426950408889634;
    // Logit and bias together stay within an int32.
    private const int LogitLimit = 1 << 29;

    private readonly IReadOnlyList<MatrixShape> _shapes;

    /// <summary>Quantises a model.</summary>
    /// <param name="model">Master weights and formats.</param>
    /// <param name="plan">Precisions; must be for this model.</param>
    /// <param name="kernels">Which kernels streams of this network use.</param>
    /// <param name="cache">Packed matrices to share with other plans of the same model, or null.</param>
    /// <exception cref="Errors.EdgeException">The plan is not for this model.</exception>
    public QuantizedNetwork(RecognizerModel model, PrecisionPlan plan, KernelSet kernels = KernelSet.Best, PackedMatrixCache? cache = null)
    {
        model.CheckPlan(plan, "precision plan");
        (Model, Plan, Kernels) = (model, plan, kernels);
        _shapes = model.Topology.Matrices();
        PackedMatrixCache matrices = cache ?? new PackedMatrixCache(model);
        Layers = [.. Enumerable.Range(0, _shapes.Count).Select(i => MakeLayer(i, matrices))];
        Gates = [.. Enumerable.Range(0, model.Topology.Layers).Select(MakeGates)];
        OutputBias = MakeOutputBias();
    }

    /// <summary>The model.</summary>
    public RecognizerModel Model { get; }

    /// <summary>The plan.</summary>
    public PrecisionPlan Plan { get; }

    /// <summary>Kernels its streams use.</summary>
    public KernelSet Kernels { get; }

    /// <summary>Products in data-path order: L0, Pr1, L1, ..., FC.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>Vectors of each recurrent layer.</summary>
    internal IReadOnlyList<SruGates> Gates { get; }

    /// <summary>FC bias as logits (<see cref="Log2Softmax.LogitFractionBits"/>).</summary>
    internal IReadOnlyList<int> OutputBias { get; }

    /// <summary>Index in <see cref="Layers"/> of recurrent layer <paramref name="layer"/>.</summary>
    internal static int RecurrentIndex(int layer) => 2 * layer;

    private NetworkLayer MakeLayer(int index, PackedMatrixCache matrices)
    {
        MatrixShape shape = _shapes[index];
        LayerPrecision precision = Plan.Layers[index];
        LayerCalibration calibration = Model.Calibration.Layers[index];
        (PackedMatrix packed, double[] steps) = matrices.Get(index, precision.WeightBits, Plan.PerMatrixScale);

        bool fedByProjection = index > 0 && shape.Role == MatrixRole.Input;
        double activationStep = calibration.ActivationStep(precision.ActivationBits);
        ActivationQuantizer? input = fedByProjection
            ? null
            : new ActivationQuantizer(SourceFractionBits(index), activationStep, precision.ActivationBits, shape.Name);

        double[] ratios = new double[shape.Rows];
        for (int row = 0; row < ratios.Length; row++)
        {
            ratios[row] = steps[row] * activationStep / OutputStep(index, row);
        }

        (int low, int high) = OutputRange(index);
        return new NetworkLayer(precision, packed, input, new Requantizer(ratios, low, high, shape.Name));
    }

    /// <summary>Fraction bits of the 16-bit vector a layer's input is quantised from.</summary>
    private int SourceFractionBits(int index) =>
        index == 0 ? StreamNormalizer.FractionBits : Model.Calibration.Cells[(index - 1) / 2].StateFractionBits;

    /// <summary>Value of one output unit: a code of the next layer, a state, a gate, or a logit.</summary>
    private double OutputStep(int index, int row)
    {
        MatrixShape shape = _shapes[index];
        if (shape.Role == MatrixRole.Output)
        {
            return Math.ScaleB(1 / Log2E, -Log2Softmax.LogitFractionBits);
        }

        if (shape.Role == MatrixRole.Projection)
        {
            return Model.Calibration.Layers[index + 1].ActivationStep(Plan.Layers[index + 1].ActivationBits);
        }

        int layer = index / 2;
        int subMatrix = row / Model.Topology.Hidden % NetworkTopology.SubMatrices(layer);
        bool gate = subMatrix is 1 or 2;
        return Math.ScaleB(1, gate ? -GateSigmoid.InputFractionBits : -Model.Calibration.Cells[layer].StateFractionBits);
    }

    private (int Low, int High) OutputRange(int index) => _shapes[index].Role switch
    {
        MatrixRole.Output => (-LogitLimit, LogitLimit),
        MatrixRole.Projection => Requantizer.CodeRange(Plan.Layers[index + 1].ActivationBits),
        _ => (short.MinValue, short.MaxValue),
    };

    private SruGates MakeGates(int layer)
    {
        int n = Model.Topology.LayerOutput;
        CellCalibration cell = Model.Calibration.Cells[layer];
        short[] recurrent = Model.Masters[$"L{layer}.recurrent"], bias = Model.Masters[$"L{layer}.bias"];
        int below = layer == 0 ? cell.StateFractionBits : Model.Calibration.Cells[layer - 1].StateFractionBits;
        (int multiplier, byte shift) = Requantizer.Decompose(Math.ScaleB(NetworkTopology.SkipScale, cell.StateFractionBits - below), $"L{layer}");
        return new SruGates(
            recurrent[..n],
            recurrent[n..],
            bias[..n],
            bias[n..],
            cell.RecurrentFractionBits + cell.StateFractionBits - GateSigmoid.InputFractionBits,
            multiplier,
            shift);
    }

    private int[] MakeOutputBias()
    {
        double scale = Math.ScaleB(Log2E, Log2Softmax.LogitFractionBits - Model.Calibration.OutputBiasFractionBits);
        return [.. Model.Masters["FC.bias"].Select(b => (int)Math.Clamp(Rounding.Nearest(b * scale), -LogitLimit, LogitLimit))];
    }
}
