using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// The Hann window of 400 samples, samples of even index first, then those of odd index, as the transform takes them.
/// </summary>
internal static unsafe class HannWindow
{
    /// <summary>Pairs of samples.</summary>
    public const int Pairs = FeatureOptions.WindowSamples / 2;

    private static readonly AlignedBuffer<float> Memory = Build();

    /// <summary>The window, on a cache line boundary.</summary>
    public static float* Pointer => Memory.Pointer;

    /// <summary>Writes the window to 2 * <see cref="Pairs"/> floats.</summary>
    public static void Fill(float* window)
    {
        for (int i = 0; i < FeatureOptions.WindowSamples; i++)
        {
            window[((i % 2) * Pairs) + (i / 2)] =
                (float)(0.5 - (0.5 * ExactMath.CosTurn((2 * i) + 1, 2 * FeatureOptions.WindowSamples)));
        }
    }

    private static AlignedBuffer<float> Build()
    {
        AlignedBuffer<float> memory = new(FeatureOptions.WindowSamples);
        Fill(memory.Pointer);
        return memory;
    }
}
