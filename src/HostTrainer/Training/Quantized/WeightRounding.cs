using System.Numerics.Tensors;

using Edge.Runtime.Model;

using HostTrainer.Quantization;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Quantized;

/// <summary>
/// The weights a device would compute with if the present float weights were exported and put under a plan: 16-bit master, then the device's own quantiser with
/// fresh clipping thresholds; recurrent vectors and biases in 16-bit fixed point.
/// </summary>
/// <param name="layout">Layout of master and copy.</param>
/// <param name="layers">Precision of every matrix, in data-path order.</param>
/// <param name="calibration">16-bit formats of the gates, which their biases share.</param>
/// <param name="perMatrixScale">One step per matrix, as in the papers, instead of one per row.</param>
internal sealed class WeightRounding(ParameterLayout layout, IReadOnlyList<LayerPrecision> layers, CalibrationRecord calibration, bool perMatrixScale)
{
    private readonly Dictionary<string, (MatrixShape Shape, int Bits)> _matrices =
        layout.Topology.Matrices().Zip(layers).ToDictionary(p => $"{p.First.Name}.weight", p => (p.First, p.Second.WeightBits));

    private readonly TensorFormats _formats = new(layout.Topology, calibration);

    // Largest first: the last piece of work is a small one.
    private readonly ParameterSegment[] _segments = [.. layout.Segments.OrderByDescending(s => s.Length)];

    /// <summary>Rounds every tensor; the result is the same for any number of threads.</summary>
    /// <param name="master">Float weights.</param>
    /// <param name="target">Receives the values of the codes.</param>
    /// <param name="parallel">How many threads.</param>
    public void Apply(AlignedBuffer master, AlignedBuffer target, ParallelOptions parallel) =>
        Parallel.ForEach(_segments, parallel, segment =>
        {
            ReadOnlySpan<float> values = master.Span.Slice(segment.Offset, segment.Length);
            Round(segment, values, target.Span.Slice(segment.Offset, segment.Length));
        });

    private void Round(ParameterSegment segment, ReadOnlySpan<float> values, Span<float> target)
    {
        if (IsGateBias(segment))
        {
            _formats.Decode(segment.Name, _formats.Encode(segment.Name, values), target);
            return;
        }

        int fractionBits = FixedPointFormat.FractionBits(Math.Abs(TensorPrimitives.MaxMagnitude(values)));
        short[] codes = FixedPointFormat.Encode(values, fractionBits);
        if (_matrices.TryGetValue(segment.Name, out (MatrixShape Shape, int Bits) matrix))
        {
            Decode(MatrixQuantizer.Quantize(codes, matrix.Shape, fractionBits, matrix.Bits, perMatrixScale), target);
            return;
        }

        for (int i = 0; i < codes.Length; i++)
        {
            target[i] = FixedPointFormat.Decode(codes[i], fractionBits);
        }
    }

    private static bool IsGateBias(ParameterSegment segment) => segment.Name != "FC.bias" && segment.Name.EndsWith(".bias", StringComparison.Ordinal);

    private static void Decode(QuantizedMatrix matrix, Span<float> target)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            float step = (float)matrix.Steps[row];
            int first = row * matrix.Columns;
            for (int i = first; i < first + matrix.Columns; i++)
            {
                target[i] = matrix.Codes[i] * step;
            }
        }
    }
}
