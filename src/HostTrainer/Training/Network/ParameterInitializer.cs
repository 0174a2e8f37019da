using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// Starting weights: uniform with variance 1/columns, halved for the gates, recurrent vectors uniform with variance 1/2, forget bias 0 and
/// reset bias -1 (SRU library, rescaled initialisation).
/// </summary>
public static class ParameterInitializer
{
    private const float ResetBias = -1f;

    /// <summary>Fills a parameter buffer.</summary>
    /// <param name="layout">The layout of <paramref name="parameters"/>.</param>
    /// <param name="parameters">Receives the weights; padding becomes zero.</param>
    /// <param name="seed">Two runs with the same seed start from the same weights.</param>
    public static void Fill(ParameterLayout layout, AlignedBuffer parameters, ulong seed)
    {
        parameters.Clear();
        for (int s = 0; s < layout.Segments.Count; s++)
        {
            ParameterSegment segment = layout.Segments[s];
            Span<float> values = parameters.Span.Slice(segment.Offset, segment.Length);
            SeededRandom random = new(seed, 0x1001, (ulong)s);
            if (segment.IsMatrix)
            {
                FillMatrix(layout.Topology, segment, values, random);
            }
            else if (segment.Name.EndsWith(".recurrent", StringComparison.Ordinal))
            {
                FillUniform(values, MathF.Sqrt(1.5f), random);
            }
            else if (segment.Rows == 2)
            {
                values[segment.Columns..].Fill(ResetBias);
            }
        }
    }

    private static void FillMatrix(NetworkTopology topology, ParameterSegment segment, Span<float> values, SeededRandom random)
    {
        bool recurrentLayer = segment.Name.StartsWith('L');
        int subMatrices = NetworkTopology.SubMatrices(segment.Name.StartsWith("L0", StringComparison.Ordinal) ? 0 : 1);
        for (int row = 0; row < segment.Rows; row++)
        {
            bool gate = recurrentLayer && (row / topology.Hidden % subMatrices) is 1 or 2;
            float limit = MathF.Sqrt((gate ? 1.5f : 3f) / segment.Columns);
            FillUniform(values.Slice(row * segment.Columns, segment.Columns), limit, random);
        }
    }

    private static void FillUniform(Span<float> values, float limit, SeededRandom random)
    {
        foreach (ref float value in values)
        {
            value = random.NextFloat(-limit, limit);
        }
    }
}
