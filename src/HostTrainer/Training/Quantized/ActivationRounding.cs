using System.Numerics;

using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace HostTrainer.Training.Quantized;

/// <summary>
/// Rounds the inputs of matrix products to the codes a plan gives them on the device, in floats: code = clamp(floor(x / step + 1/2)), value = code x step.
/// Backwards the rounding counts as the identity (straight-through), except that nothing flows through values that were clipped. Immutable, thread-safe.
/// </summary>
public sealed class ActivationRounding
{
    private readonly (float Step, float Inverse, float Low, float High)[] _formats;

    /// <summary>The formats of a plan.</summary>
    /// <param name="layers">Precision of every matrix, in data-path order.</param>
    /// <param name="calibration">Clipping thresholds and 16-bit formats.</param>
    public ActivationRounding(IReadOnlyList<LayerPrecision> layers, CalibrationRecord calibration)
    {
        _formats = [.. layers.Zip(calibration.Layers, Format)];
    }

    /// <summary>Rounds the inputs of a matrix.</summary>
    /// <param name="matrix">Index in data-path order: <c>L0 Pr1 L1 ... FC</c>.</param>
    /// <param name="values">Inputs, any number of rows.</param>
    /// <param name="rounded">Receives their rounded values; may be <paramref name="values"/>.</param>
    public void Apply(int matrix, ReadOnlySpan<float> values, Span<float> rounded)
    {
        (float step, float inverse, float low, float high) = _formats[matrix];
        Vector<float> lowest = new(low), highest = new(high), half = new(0.5f);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> code = Vector.Floor((new Vector<float>(values[i..]) * inverse) + half);
            (Vector.Min(Vector.Max(code, lowest), highest) * step).CopyTo(rounded[i..]);
        }

        for (; i < values.Length; i++)
        {
            rounded[i] = Math.Clamp(MathF.Floor((values[i] * inverse) + 0.5f), low, high) * step;
        }
    }

    /// <summary>Clears the gradient of every input that was clipped.</summary>
    /// <param name="matrix">Index in data-path order.</param>
    /// <param name="values">The inputs before rounding.</param>
    /// <param name="gradient">Gradient of the rounded inputs; becomes that of the inputs.</param>
    public void MaskGradient(int matrix, ReadOnlySpan<float> values, Span<float> gradient)
    {
        (float step, _, float low, float high) = _formats[matrix];
        Vector<float> least = new((low - 0.5f) * step), most = new((high + 0.5f) * step);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> value = new(values[i..]);
            Vector<int> inside = Vector.GreaterThanOrEqual(value, least) & Vector.LessThan(value, most);
            Vector.ConditionalSelect(inside, new Vector<float>(gradient[i..]), Vector<float>.Zero).CopyTo(gradient[i..]);
        }

        for (; i < values.Length; i++)
        {
            gradient[i] = values[i] >= least[0] && values[i] < most[0] ? gradient[i] : 0;
        }
    }

    private static (float Step, float Inverse, float Low, float High) Format(LayerPrecision layer, LayerCalibration calibration)
    {
        double step = calibration.ActivationStep(layer.ActivationBits);
        (int low, int high) = Requantizer.CodeRange(layer.ActivationBits);
        return ((float)step, (float)(1 / step), low, high);
    }
}
