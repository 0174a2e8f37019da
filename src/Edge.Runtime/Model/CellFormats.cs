using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>The 16-bit formats of a cell's vectors: what calibration chose, and what the mathematics of the cell fixes.</summary>
public static class CellFormats
{
    /// <summary>Fraction bits of the outputs of LSTM and GRU, which lie in -1 to 1: as many as make a tanh from the gate table exact.</summary>
    public const int UnitFractionBits = GateSigmoid.OutputFractionBits - 1;

    /// <summary>Fraction bits of what stands behind a tanh: its double has those of a gate.</summary>
    private const int TanhFractionBits = GateSigmoid.InputFractionBits + 1;

    /// <summary>Fraction bits of a layer's output.</summary>
    public static int Output(CellKind cell, CellCalibration formats) =>
        cell is CellKind.Lstm or CellKind.Gru ? UnitFractionBits : formats.StateFractionBits;

    /// <summary>Fraction bits of a layer's candidate: the state's where it enters the state as it is, else those of a tanh.</summary>
    public static int Candidate(CellKind cell, CellCalibration formats) =>
        cell is CellKind.Lstm or CellKind.Gru ? TanhFractionBits : formats.StateFractionBits;

    /// <summary>Fraction bits of the rows of a layer's input matrix and of their biases.</summary>
    /// <param name="topology">The network.</param>
    /// <param name="layer">Recurrent layer.</param>
    /// <param name="formats">Formats of that layer.</param>
    /// <param name="row">Row, in the order of <see cref="NetworkTopology.Matrices"/>.</param>
    public static int InputRow(NetworkTopology topology, int layer, CellCalibration formats, int row)
    {
        int block = row / topology.Hidden % topology.InputBlocks(layer);
        bool gate = topology.IsGated ? block < topology.Gates - 1 : block is 1 or 2;
        return gate ? GateSigmoid.InputFractionBits : Candidate(topology.Cell, formats);
    }

    /// <summary>True when the formats of a layer are within what its cell computes exactly.</summary>
    internal static bool AreValid(CellKind cell, CellCalibration formats) => cell switch
    {
        CellKind.Sru => IsFraction(formats.StateFractionBits) && IsFraction(formats.RecurrentFractionBits) && ShiftFits(formats),
        CellKind.Lstm => formats.StateFractionBits is >= 0 and <= UnitFractionBits && formats.RecurrentFractionBits == 0,
        CellKind.Gru => formats.StateFractionBits == UnitFractionBits && formats.RecurrentFractionBits == 0,
        _ => IsFraction(formats.StateFractionBits) && formats.RecurrentFractionBits == 0,
    };

    /// <summary>True for the fraction bits that files may state.</summary>
    internal static bool IsFraction(int bits) => bits is >= 0 and <= 24;

    // Brings a product of state and recurrent vector to the gate format, in 32 bits.
    private static bool ShiftFits(CellCalibration formats) =>
        formats.StateFractionBits + formats.RecurrentFractionBits - GateSigmoid.InputFractionBits is >= 0 and <= 30;
}
