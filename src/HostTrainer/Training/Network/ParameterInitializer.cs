using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// Starting weights. SRU: uniform with variance 1/columns, halved for the gates, recurrent vectors uniform with variance 1/2, forget bias 0 and
/// reset bias -1 (SRU library, rescaled initialisation). Gated cells: input matrices uniform with variance 1/columns, recurrent ones orthogonal per direction and
/// gate, normalisation at gamma 1, beta 0, mean 0 and variance 1, biases 0.
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
        Dictionary<string, MatrixShape> shapes = layout.Topology.Matrices().ToDictionary(s => s.Name);
        for (int s = 0; s < layout.Segments.Count; s++)
        {
            ParameterSegment segment = layout.Segments[s];
            Span<float> values = parameters.Span.Slice(segment.Offset, segment.Length);
            SeededRandom random = new(seed, 0x1001, (ulong)s);
            string[] name = segment.Name.Split('.');
            if (segment.IsMatrix)
            {
                FillMatrix(layout.Topology, shapes[name[0]], values, random);
            }
            else
            {
                FillVector(name[1], segment, values, random);
            }
        }
    }

    private static void FillVector(string name, ParameterSegment segment, Span<float> values, SeededRandom random)
    {
        switch (name)
        {
            case "recurrent":
                FillUniform(values, MathF.Sqrt(1.5f), random);
                break;
            case "bias" when segment.Rows == 2:
                values[segment.Columns..].Fill(ResetBias);
                break;
            case "gamma" or "variance":
                values.Fill(1f);
                break;
        }
    }

    private static void FillMatrix(NetworkTopology topology, MatrixShape shape, Span<float> values, SeededRandom random)
    {
        if (shape.Role is MatrixRole.Recurrent or MatrixRole.Candidate)
        {
            for (int row = 0; row < shape.Rows; row += shape.Columns)
            {
                OrthogonalMatrix.Fill(values.Slice(row * shape.Columns, shape.Columns * shape.Columns), shape.Columns, random);
            }

            return;
        }

        bool sru = !topology.IsGated && shape.Role == MatrixRole.Input;
        for (int row = 0; row < shape.Rows; row++)
        {
            bool gate = sru && row / topology.Hidden % NetworkTopology.SubMatrices(shape.Layer) is 1 or 2;
            float limit = MathF.Sqrt((gate ? 1.5f : 3f) / shape.Columns);
            FillUniform(values.Slice(row * shape.Columns, shape.Columns), limit, random);
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
