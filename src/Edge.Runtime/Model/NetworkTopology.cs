using System.Text.Json.Serialization;

using Edge.Runtime.Errors;

namespace Edge.Runtime.Model;

/// <summary>
/// The shape of a network. SRU has a projection in front of every layer but the first, <c>L0 Pr1 L1 Pr2 L2 ... FC</c> (MOHAQ, section on the
/// SRU model). LSTM, GRU and Li-GRU, the gated cells, have an input matrix, a recurrent one for the gates and one for the candidate in every layer,
/// <c>x0 h0 c0 x1 h1 c1 ... FC</c> (Shrink and Eliminate).
/// </summary>
/// <param name="InputSize">Elements of one network input, 1 to 2048.</param>
/// <param name="Hidden">Hidden units per direction, at least 2; both directions together at most 2048.</param>
/// <param name="Projection">Outputs of every projection, 1 to 2048; 0 for gated cells, which have none.</param>
/// <param name="Layers">Recurrent layers, 1 to 16.</param>
/// <param name="Bidirectional">True runs every layer in both directions over whole utterances; false streams.</param>
/// <param name="Outputs">Outputs of the FC layer, 2 to 16384.</param>
/// <param name="OutputDelay">
/// Output frames by which a prediction lags its input frame, 0 to 64: the label of input frame t is read at t + delay. At the end of
/// a stream as many all-zero inputs follow the last frame.
/// </param>
/// <param name="Cell">The recurrence; left out of JSON for SRU.</param>
public sealed record NetworkTopology(
    int InputSize,
    int Hidden,
    int Projection,
    int Layers,
    bool Bidirectional,
    int Outputs,
    int OutputDelay,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] CellKind Cell = CellKind.Sru)
{
    /// <summary>
    /// Factor on the highway term of SRU layers 1 and up. sqrt(1 + 2 exp(b)) with highway bias b = -1 keeps the variance of a layer's
    /// output at that of its input (SRU library, rescale option); this is that value to 4 digits, and part of the model format.
    /// </summary>
    public const double SkipScale = 1.3174529;

    /// <summary>Most inputs of a matrix: 16 x 16 bit sums over more could overflow requantisation (docs/numerics.md).</summary>
    public const int MaxColumns = 2048;

    /// <summary>1 or 2.</summary>
    [JsonIgnore]
    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>Elements of a layer's output vector, both directions together.</summary>
    [JsonIgnore]
    public int LayerOutput => Hidden * Directions;

    /// <summary>True for LSTM, GRU and Li-GRU: cells with recurrent matrices.</summary>
    [JsonIgnore]
    public bool IsGated => Cell != CellKind.Sru;

    /// <summary>
    /// Gates of a gated cell with its candidate, which is the last: LSTM input, forget, output, candidate; GRU update, reset, candidate;
    /// Li-GRU update, candidate. 3 for SRU: candidate, forget, reset.
    /// </summary>
    [JsonIgnore]
    public int Gates => Cell switch { CellKind.Lstm => 4, CellKind.LiGru => 2, _ => 3 };

    /// <summary>Number of matrix-vector products.</summary>
    [JsonIgnore]
    public int MatrixCount => IsGated ? (3 * Layers) + 1 : 2 * Layers;

    /// <summary>Sub-matrices of SRU layer <paramref name="layer"/>: candidate, forget, reset, and in layer 0 the highway input.</summary>
    public static int SubMatrices(int layer) => layer == 0 ? 4 : 3;

    /// <summary>Blocks of units in the rows of a layer's input matrix, per direction: <see cref="SubMatrices"/> or <see cref="Gates"/>.</summary>
    public int InputBlocks(int layer) => IsGated ? Gates : SubMatrices(layer);

    /// <summary>Index in <see cref="Matrices"/> of the input matrix of a recurrent layer; h and c of a gated layer follow it.</summary>
    public int InputIndex(int layer) => IsGated ? 3 * layer : 2 * layer;

    /// <summary>Indices in <see cref="Matrices"/> of what belongs to a recurrent layer, its projection included, in data-path order.</summary>
    public Range MatricesOf(int layer) => IsGated ? (3 * layer)..((3 * layer) + 3) : Math.Max(0, (2 * layer) - 1)..((2 * layer) + 1);

    /// <summary>
    /// The matrices in data-path order. Rows of an input matrix are ordered (direction, block, unit), blocks of SRU being
    /// candidate, forget, reset, and in L0 the highway input, those of gated cells as <see cref="Gates"/> has them; h has the gates
    /// without the candidate, c the candidate, and the columns of both are the units of the row's own direction.
    /// </summary>
    public IReadOnlyList<MatrixShape> Matrices()
    {
        List<MatrixShape> shapes = [];
        for (int l = 0; l < Layers; l++)
        {
            shapes.AddRange(IsGated ? GatedLayer(l) : SruLayer(l));
        }

        shapes.Add(new("FC", MatrixRole.Output, Layers, Outputs, LayerOutput));
        return shapes;
    }

    /// <summary>16-bit vector elements: recurrent vectors of SRU and biases in every layer, and the FC bias.</summary>
    public int VectorElements() => (Layers * (IsGated ? Gates : 4) * LayerOutput) + Outputs;

    /// <summary>Checks every range.</summary>
    /// <exception cref="EdgeException">A value is out of range.</exception>
    public NetworkTopology Validated(string where)
    {
        void Check(string name, int value, int low, int high)
        {
            if (value < low || value > high)
            {
                throw EdgeException.BadInput($"topology: {name} is {value}, allowed are {low} to {high}", where, "export the model again");
            }
        }

        Check("cell", (int)Cell, (int)CellKind.Sru, (int)CellKind.LiGru);
        Check("inputSize", InputSize, 1, MaxColumns);
        Check("hidden", Hidden, 2, MaxColumns);
        Check("projection", Projection, IsGated ? 0 : 1, IsGated ? 0 : MaxColumns);
        Check("layers", Layers, 1, 16);
        Check("outputs", Outputs, 2, 16384);
        Check("outputDelay", OutputDelay, 0, 64);
        Check("layer output", LayerOutput, 2, MaxColumns);
        return this;
    }

    private IEnumerable<MatrixShape> SruLayer(int l)
    {
        if (l > 0)
        {
            yield return new($"Pr{l}", MatrixRole.Projection, l, Projection, LayerOutput);
        }

        yield return new($"L{l}", MatrixRole.Input, l, LayerOutput * SubMatrices(l), l == 0 ? InputSize : Projection);
    }

    private IEnumerable<MatrixShape> GatedLayer(int l)
    {
        yield return new($"x{l}", MatrixRole.Input, l, LayerOutput * Gates, l == 0 ? InputSize : LayerOutput);
        yield return new($"h{l}", MatrixRole.Recurrent, l, LayerOutput * (Gates - 1), Hidden);
        yield return new($"c{l}", MatrixRole.Candidate, l, LayerOutput, Hidden);
    }
}
