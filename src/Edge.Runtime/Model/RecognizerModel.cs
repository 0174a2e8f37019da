using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;
using Edge.Runtime.Features;

namespace Edge.Runtime.Model;

/// <summary>
/// Everything a recogniser needs: 16-bit master weights with their formats, front end, decoder, and where it came from.
/// </summary>
/// <param name="Topology">Shape of the network.</param>
/// <param name="Features">Front end.</param>
/// <param name="Statistics">Start values of the front end.</param>
/// <param name="Decoder">Phones, bigram and scales; one phone per network output.</param>
/// <param name="Calibration">Number formats.</param>
/// <param name="Masters">
/// 16-bit codes by tensor name: <c>L0.weight</c> [rows, columns], <c>L0.recurrent</c> and <c>L0.bias</c> [2, layer output]
/// (forget, reset), <c>Pr1.weight</c>, ..., <c>FC.weight</c>, <c>FC.bias</c>; of gated cells <c>x0.weight</c>, <c>x0.bias</c> [rows of x0], <c>h0.weight</c>,
/// <c>c0.weight</c>, ...
/// </param>
/// <param name="Provenance">Training command, data, seed, licences and errors, as text.</param>
/// <param name="Hash">SHA-256 of the file, 64 lower-case hexadecimal digits; empty for a model not yet saved.</param>
/// <param name="Prepared">Codes made on the host by layer and bits, used in place of quantising the master; null for none.</param>
public sealed record RecognizerModel(
    NetworkTopology Topology,
    FeatureOptions Features,
    FeatureStatistics Statistics,
    DecoderModel Decoder,
    CalibrationRecord Calibration,
    IReadOnlyDictionary<string, short[]> Masters,
    IReadOnlyDictionary<string, string> Provenance,
    string Hash,
    IReadOnlyDictionary<(string Layer, int Bits), QuantizedMatrix>? Prepared = null)
{
    /// <summary>Every tensor of a topology with its shape, in file order.</summary>
    public static IEnumerable<(string Name, int[] Shape)> TensorShapes(NetworkTopology topology)
    {
        foreach (MatrixShape shape in topology.Matrices())
        {
            yield return ($"{shape.Name}.weight", [shape.Rows, shape.Columns]);
            if (shape.Role == MatrixRole.Input && topology.IsGated)
            {
                yield return ($"{shape.Name}.bias", [shape.Rows]);
            }
            else if (shape.Role == MatrixRole.Input)
            {
                yield return ($"{shape.Name}.recurrent", [2, topology.LayerOutput]);
                yield return ($"{shape.Name}.bias", [2, topology.LayerOutput]);
            }
        }

        yield return ("FC.bias", [topology.Outputs]);
    }

    /// <summary>A matrix at a precision: prepared codes where there are any, else the master quantised after <see cref="MatrixQuantizer"/>.</summary>
    /// <param name="index">Matrix in data-path order.</param>
    /// <param name="bits">2, 4, 8 or 16.</param>
    /// <param name="perMatrix">True for one step per matrix, which is never prepared.</param>
    public QuantizedMatrix Quantize(int index, int bits, bool perMatrix)
    {
        MatrixShape shape = Topology.Matrices()[index];
        return !perMatrix && Prepared?.GetValueOrDefault((shape.Name, bits)) is { } prepared
            ? prepared
            : MatrixQuantizer.Quantize(Masters[$"{shape.Name}.weight"], shape, Calibration.Layers[index].WeightFractionBits, bits, perMatrix);
    }

    /// <summary>The plan that runs the master as it is: 16 bits everywhere.</summary>
    public PrecisionPlan MasterPlan() => UniformPlan(16, 16);

    /// <summary>A plan with one precision for every layer.</summary>
    public PrecisionPlan UniformPlan(int weightBits, int activationBits, int? deltaThreshold = null) =>
        PrecisionPlan.Uniform(Hash, Topology.Matrices().Select(m => m.Name), weightBits, activationBits, deltaThreshold);

    /// <summary>Checks that a plan is for this model and names its layers in order.</summary>
    /// <exception cref="EdgeException">It is for another model, or its layers differ.</exception>
    public void CheckPlan(PrecisionPlan plan, string where)
    {
        if (plan.ModelHash != Hash)
        {
            throw EdgeException.BadInput($"the plan is for model {plan.ModelHash[..12]}, this is {Hash[..Math.Min(12, Hash.Length)]}", where, "make a plan for this model");
        }

        IEnumerable<string> names = Topology.Matrices().Select(m => m.Name);
        if (!plan.Layers.Select(l => l.Name).SequenceEqual(names))
        {
            throw EdgeException.BadInput($"the plan's layers are not {string.Join(' ', names)}", where, "make a plan for this model");
        }
    }
}
