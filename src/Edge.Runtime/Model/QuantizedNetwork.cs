using Edge.Runtime.Cells;
using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>
/// A model at the precisions of one plan, ready to run: packed weights and every multiplier. Immutable; any number of
/// streams share it.
/// </summary>
public sealed class QuantizedNetwork
{
    private readonly IReadOnlyList<MatrixShape> _shapes;
    private readonly MatrixFormats _formats;

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
        _formats = new MatrixFormats(model, plan);
        PackedMatrixCache matrices = cache ?? new PackedMatrixCache(model);
        Layers = [.. Enumerable.Range(0, _shapes.Count).Select(i => MakeLayer(i, matrices))];
        IEnumerable<int> recurrent = Enumerable.Range(0, model.Topology.Layers);
        SruLayers = model.Topology.IsGated ? [] : [.. recurrent.Select(MakeGates)];
        GatedLayers = model.Topology.IsGated ? [.. recurrent.Select(MakeGatedLayer)] : [];
        OutputBias = MakeOutputBias();
    }

    /// <summary>The model.</summary>
    public RecognizerModel Model { get; }

    /// <summary>The plan.</summary>
    public PrecisionPlan Plan { get; }

    /// <summary>Kernels its streams use.</summary>
    public KernelSet Kernels { get; }

    /// <summary>Products in data-path order: L0, Pr1, L1, ..., FC, or x0, h0, c0, x1, ..., FC.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>Vectors of each SRU layer; empty for gated networks.</summary>
    internal IReadOnlyList<SruGates> SruLayers { get; }

    /// <summary>Vectors of each gated layer; empty for SRU.</summary>
    internal IReadOnlyList<GatedLayer> GatedLayers { get; }

    /// <summary>FC bias as logits (<see cref="Log2Softmax.LogitFractionBits"/>).</summary>
    internal IReadOnlyList<int> OutputBias { get; }

    private NetworkLayer MakeLayer(int index, PackedMatrixCache matrices)
    {
        MatrixShape shape = _shapes[index];
        LayerPrecision precision = Plan.Layers[index];
        (PackedMatrix[] parts, double[] steps) = matrices.Get(index, precision.WeightBits, Plan.PerMatrixScale);
        double activationStep = Model.Calibration.Layers[index].ActivationStep(precision.ActivationBits);
        ActivationQuantizer? input = _formats.IsFedByProjection(index)
            ? null
            : new ActivationQuantizer(_formats.SourceFractionBits(index), activationStep, precision.ActivationBits, shape.Name);

        double[] ratios = new double[shape.Rows];
        for (int row = 0; row < ratios.Length; row++)
        {
            ratios[row] = steps[row] * activationStep / _formats.OutputStep(index, row);
        }

        (int low, int high) = _formats.OutputRange(index);
        int rows = parts[0].Rows;
        NetworkLayer? backward = parts.Length == 1
            ? null
            : new NetworkLayer(precision, parts[1], input, new Requantizer(ratios.AsSpan(rows), low, high, shape.Name));
        return new NetworkLayer(precision, parts[0], input, new Requantizer(ratios.AsSpan(0, rows), low, high, shape.Name), backward);
    }

    private GatedLayer MakeGatedLayer(int layer)
    {
        NetworkTopology topology = Model.Topology;
        int x = topology.InputIndex(layer);
        return new GatedLayer(
            topology.Cell, topology.Hidden, topology.Gates, Model.Masters[$"x{layer}.bias"], Model.Calibration.Cells[layer].StateFractionBits, x + 1, x + 2);
    }

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
        double scale = Math.ScaleB(MatrixFormats.Log2E, Log2Softmax.LogitFractionBits - Model.Calibration.OutputBiasFractionBits);
        return [.. Model.Masters["FC.bias"].Select(b => (int)Math.Clamp(Rounding.Nearest(b * scale), -MatrixFormats.LogitLimit, MatrixFormats.LogitLimit))];
    }
}
