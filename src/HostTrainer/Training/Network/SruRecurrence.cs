using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// The element-wise part of an SRU layer through time, forward and backward, for one utterance in one direction:
/// <c>f = s(u1 + vf c' + bf), r = s(u2 + vr c' + br), c = f c' + (1 - f) u0, h = r c + (1 - r) x'</c> (SRU with identity activation).
/// </summary>
internal static unsafe class SruRecurrence
{
    private const int Width = 16;

    /// <summary>Computes gates, cell states and outputs of rows first .. first + count - 1.</summary>
    /// <param name="data">The layer's memory.</param>
    /// <param name="zero">A vector of <see cref="RecurrenceData.Units"/> zeros: the cell before the first step.</param>
    /// <param name="first">First row of the utterance.</param>
    /// <param name="count">Rows of the utterance.</param>
    /// <param name="reverse">True runs from the last row to the first.</param>
    public static void Forward(in RecurrenceData data, float* zero, int first, int count, bool reverse)
    {
        float* previous = zero;
        for (int step = 0; step < count; step++)
        {
            long row = reverse ? first + count - 1 - step : first + step;
            ForwardStep(data, previous, row);
            previous = data.Cell + (row * data.UnitStride);
        }
    }

    /// <summary>
    /// Back-propagation through time for rows first .. first + count - 1: overwrites the products by their gradients and the highway
    /// gradient, and adds to the gradients of the weight vectors.
    /// </summary>
    /// <param name="data">The layer's memory after <see cref="Forward"/>.</param>
    /// <param name="zero">A vector of zeros.</param>
    /// <param name="carry">Scratch of <see cref="RecurrenceData.Units"/> elements: the gradient of the cell state.</param>
    /// <param name="first">First row of the utterance.</param>
    /// <param name="count">Rows of the utterance.</param>
    /// <param name="reverse">The direction of the forward pass.</param>
    public static void Backward(in RecurrenceData data, float* zero, float* carry, int first, int count, bool reverse)
    {
        new Span<float>(carry, data.Units).Clear();
        int before = reverse ? 1 : -1;
        for (int step = count - 1; step >= 0; step--)
        {
            long row = reverse ? first + count - 1 - step : first + step;
            float* previous = step == 0 ? zero : data.Cell + ((row + before) * data.UnitStride);
            BackwardStep(data, previous, carry, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardStep(in RecurrenceData data, float* previous, long row)
    {
        int units = data.Units;
        float* products = data.Products + (row * data.ProductStride);
        float* highway = data.Highway + (row * data.HighwayStride);
        long at = row * data.UnitStride;
        float* forget = data.Forget + at;
        float* reset = data.Reset + at;
        float* cell = data.Cell + at;
        float* output = data.Output + at;
        float* forgetRecurrent = data.ForgetRecurrent;
        float* resetRecurrent = data.ResetRecurrent;
        float* forgetBias = data.ForgetBias;
        float* resetBias = data.ResetBias;
        Vector512<float> scale = Vector512.Create(data.HighwayScale);
        for (int j = 0; j < units; j += Width)
        {
            Vector512<float> c = Vector512.Load(previous + j);
            Vector512<float> candidate = Vector512.Load(products + j);
            Vector512<float> f = VectorMath.Sigmoid(
                Vector512.Load(products + units + j) + (Vector512.Load(forgetRecurrent + j) * c) + Vector512.Load(forgetBias + j));
            Vector512<float> r = VectorMath.Sigmoid(
                Vector512.Load(products + (2 * units) + j) + (Vector512.Load(resetRecurrent + j) * c) + Vector512.Load(resetBias + j));
            Vector512<float> next = candidate + (f * (c - candidate));
            Vector512<float> skip = Vector512.Load(highway + j) * scale;
            f.Store(forget + j);
            r.Store(reset + j);
            next.Store(cell + j);
            (skip + (r * (next - skip))).Store(output + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardStep(in RecurrenceData data, float* previous, float* carry, long row)
    {
        int units = data.Units;
        float* products = data.Products + (row * data.ProductStride);
        float* highway = data.Highway + (row * data.HighwayStride);
        float* highwayGradient = data.HighwayGradient + (row * data.HighwayStride);
        long at = row * data.UnitStride;
        float* forget = data.Forget + at;
        float* reset = data.Reset + at;
        float* cell = data.Cell + at;
        float* outputGradient = data.OutputGradient + at;
        float* forgetRecurrent = data.ForgetRecurrent;
        float* resetRecurrent = data.ResetRecurrent;
        float* forgetRecurrentGradient = data.ForgetRecurrentGradient;
        float* resetRecurrentGradient = data.ResetRecurrentGradient;
        float* forgetBiasGradient = data.ForgetBiasGradient;
        float* resetBiasGradient = data.ResetBiasGradient;
        Vector512<float> scale = Vector512.Create(data.HighwayScale);
        Vector512<float> one = Vector512<float>.One;
        for (int j = 0; j < units; j += Width)
        {
            Vector512<float> gradient = Vector512.Load(outputGradient + j);
            Vector512<float> r = Vector512.Load(reset + j);
            Vector512<float> f = Vector512.Load(forget + j);
            Vector512<float> c = Vector512.Load(previous + j);
            Vector512<float> candidate = Vector512.Load(products + j);
            Vector512<float> skip = Vector512.Load(highway + j) * scale;
            Vector512<float> cellGradient = Vector512.Load(carry + j) + (gradient * r);
            Vector512<float> resetGradient = gradient * (Vector512.Load(cell + j) - skip) * r * (one - r);
            Vector512<float> forgetGradient = cellGradient * (c - candidate) * f * (one - f);
            (cellGradient * (one - f)).Store(products + j);
            forgetGradient.Store(products + units + j);
            resetGradient.Store(products + (2 * units) + j);
            (gradient * (one - r) * scale).Store(highwayGradient + j);
            ((cellGradient * f) + (forgetGradient * Vector512.Load(forgetRecurrent + j))
                + (resetGradient * Vector512.Load(resetRecurrent + j))).Store(carry + j);
            Add(forgetRecurrentGradient + j, forgetGradient * c);
            Add(resetRecurrentGradient + j, resetGradient * c);
            Add(forgetBiasGradient + j, forgetGradient);
            Add(resetBiasGradient + j, resetGradient);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* target, Vector512<float> value) => (Vector512.Load(target) + value).Store(target);
}
