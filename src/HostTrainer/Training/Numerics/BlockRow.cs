using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HostTrainer.Training.Numerics;

/// <summary>One row of an innermost block of a product: 32 columns in two 512-bit vectors.</summary>
internal static unsafe class BlockRow
{
    /// <summary>Columns of a block.</summary>
    public const int Columns = 32;

    /// <summary>Writes the row to C, or adds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* c, Vector512<float> left, Vector512<float> right, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector512.Load(c);
            right += Vector512.Load(c + 16);
        }

        left.Store(c);
        right.Store(c + 16);
    }
}
