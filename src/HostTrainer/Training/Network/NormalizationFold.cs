using System.Numerics.Tensors;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// Turns the parameters of a network with batch normalisation into those of the same network without: <c>W' = W gamma / sigma</c> per row,
/// <c>bias = beta - mean gamma / sigma</c>, sigma from the running variance.
/// </summary>
internal static class NormalizationFold
{
    /// <summary>Folds.</summary>
    /// <param name="layout">Layout of <paramref name="parameters"/>; one without batch normalisation makes this a copy.</param>
    /// <param name="parameters">Flat parameters.</param>
    /// <returns>Parameters in the layout without batch normalisation.</returns>
    public static AlignedBuffer Apply(ParameterLayout layout, AlignedBuffer parameters)
    {
        ParameterLayout target = new(layout.Topology);
        AlignedBuffer folded = new(target.Length);
        foreach (ParameterSegment segment in target.Segments)
        {
            Span<float> values = Values(folded, segment);
            if (layout.Find(segment.Name) is { } same)
            {
                Values(parameters, same).CopyTo(values);
            }
        }

        foreach (ParameterSegment gamma in layout.Segments.Where(s => s.Name.EndsWith(".gamma", StringComparison.Ordinal)))
        {
            FoldLayer(layout, parameters, target, folded, gamma.Name.Split('.')[0]);
        }

        return folded;
    }

    private static void FoldLayer(ParameterLayout layout, AlignedBuffer parameters, ParameterLayout target, AlignedBuffer folded, string matrix)
    {
        Span<float> Of(string vector) => Values(parameters, layout[$"{matrix}.{vector}"]);
        Span<float> gamma = Of("gamma"), beta = Of("beta"), mean = Of("mean"), variance = Of("variance");
        Span<float> bias = Values(folded, target[$"{matrix}.bias"]);
        ParameterSegment weight = target[$"{matrix}.weight"];
        for (int row = 0; row < weight.Rows; row++)
        {
            float scale = BatchNormalization.Scale(gamma[row], variance[row]);
            bias[row] = beta[row] - (mean[row] * scale);
            Span<float> weights = Values(folded, weight).Slice(row * weight.Columns, weight.Columns);
            TensorPrimitives.Multiply(weights, scale, weights);
        }
    }

    private static Span<float> Values(AlignedBuffer buffer, ParameterSegment segment) => buffer.Span.Slice(segment.Offset, segment.Length);
}
