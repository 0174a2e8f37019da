using System.Text.Json.Serialization;

using Edge.Runtime.Errors;

namespace Edge.Runtime.Model;

/// <summary>
/// The shape of an SRU network with projections: <c>L0 Pr1 L1 Pr2 L2 ... FC</c> (MOHAQ, section on the SRU model).
/// </summary>
/// <param name="InputSize">Elements of one network input, 1 to 2048.</param>
/// <param name="Hidden">Hidden units per direction, at least 2; both directions together at most 2048.</param>
/// <param name="Projection">Outputs of every projection, 1 to 2048.</param>
/// <param name="Layers">Recurrent layers, 1 to 16.</param>
/// <param name="Bidirectional">True runs every layer in both directions over whole utterances; false streams.</param>
/// <param name="Outputs">Outputs of the FC layer, 2 to 16384.</param>
/// <param name="OutputDelay">
/// Output frames by which a prediction lags its input frame, 0 to 64: the label of input frame t is read at t + delay. At the end of
/// a stream as many all-zero inputs follow the last frame.
/// </param>
public sealed record SruTopology(int InputSize, int Hidden, int Projection, int Layers, bool Bidirectional, int Outputs, int OutputDelay)
{
    /// <summary>
    /// Factor on the highway term of layers 1 and up. sqrt(1 + 2 exp(b)) with highway bias b = -1 keeps the variance of a layer's
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

    /// <summary>Number of matrix-vector products: L0, a projection and an L for every further layer, and FC.</summary>
    [JsonIgnore]
    public int MatrixCount => 2 * Layers;

    /// <summary>Sub-matrices of layer <paramref name="layer"/>: candidate, forget, reset, and in layer 0 the highway input.</summary>
    public static int SubMatrices(int layer) => layer == 0 ? 4 : 3;

    /// <summary>
    /// The matrices in data-path order. Rows of an L matrix are ordered (direction, sub-matrix, unit); sub-matrices are
    /// candidate, forget, reset, and in L0 the highway input.
    /// </summary>
    public IReadOnlyList<MatrixShape> Matrices()
    {
        List<MatrixShape> shapes = [new("L0", Directions * SubMatrices(0) * Hidden, InputSize)];
        for (int l = 1; l < Layers; l++)
        {
            shapes.Add(new($"Pr{l}", Projection, LayerOutput));
            shapes.Add(new($"L{l}", Directions * SubMatrices(l) * Hidden, Projection));
        }

        shapes.Add(new("FC", Outputs, LayerOutput));
        return shapes;
    }

    /// <summary>16-bit vector elements: recurrent vectors and biases of both gates in every layer, and the FC bias.</summary>
    public int VectorElements() => (Layers * 4 * LayerOutput) + Outputs;

    /// <summary>Checks every range.</summary>
    /// <exception cref="EdgeException">A value is out of range.</exception>
    public SruTopology Validated(string where)
    {
        void Check(string name, int value, int low, int high)
        {
            if (value < low || value > high)
            {
                throw EdgeException.BadInput($"topology: {name} is {value}, allowed are {low} to {high}", where, "export the model again");
            }
        }

        Check("inputSize", InputSize, 1, MaxColumns);
        Check("hidden", Hidden, 2, MaxColumns);
        Check("projection", Projection, 1, MaxColumns);
        Check("layers", Layers, 1, 16);
        Check("outputs", Outputs, 2, 16384);
        Check("outputDelay", OutputDelay, 0, 64);
        Check("layer output", LayerOutput, 2, MaxColumns);
        return this;
    }
}
