using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HostTrainer.Training.Numerics;

/// <summary>
/// The innermost block of a matrix product: 8 rows by 32 columns held in sixteen 512-bit accumulators. Where the CPU has
/// narrower vectors the framework splits every operation; the result is the same, the speed is not.
/// </summary>
internal static unsafe class GemmKernel
{
    /// <summary>Rows of one block.</summary>
    public const int Rows = 8;

    /// <summary>C[8, 32] += A[8, depth] x B[depth, 32].</summary>
    /// <param name="depth">Shared dimension.</param>
    /// <param name="a">First element of A.</param>
    /// <param name="rowStride">Elements between rows of A.</param>
    /// <param name="columnStride">Elements between columns of A.</param>
    /// <param name="b">B, packed: 32 consecutive elements per step of the shared dimension.</param>
    /// <param name="c">C, row-major.</param>
    /// <param name="cStride">Elements between rows of C.</param>
    /// <param name="accumulate">False starts from zero instead of C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int depth, float* a, nint rowStride, nint columnStride, float* b, float* c, nint cStride, bool accumulate)
    {
        Vector512<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = c60 = c61 = c70 = c71 = Vector512<float>.Zero;
        float* a0 = a;
        float* a4 = a + (4 * rowStride);
        nint row2 = 2 * rowStride;
        nint row3 = 3 * rowStride;
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> left = Vector512.LoadAligned(b);
            Vector512<float> right = Vector512.LoadAligned(b + 16);
            Vector512<float> x = Vector512.Create(*a0);
            c00 = Vector512.FusedMultiplyAdd(x, left, c00);
            c01 = Vector512.FusedMultiplyAdd(x, right, c01);
            x = Vector512.Create(a0[rowStride]);
            c10 = Vector512.FusedMultiplyAdd(x, left, c10);
            c11 = Vector512.FusedMultiplyAdd(x, right, c11);
            x = Vector512.Create(a0[row2]);
            c20 = Vector512.FusedMultiplyAdd(x, left, c20);
            c21 = Vector512.FusedMultiplyAdd(x, right, c21);
            x = Vector512.Create(a0[row3]);
            c30 = Vector512.FusedMultiplyAdd(x, left, c30);
            c31 = Vector512.FusedMultiplyAdd(x, right, c31);
            x = Vector512.Create(*a4);
            c40 = Vector512.FusedMultiplyAdd(x, left, c40);
            c41 = Vector512.FusedMultiplyAdd(x, right, c41);
            x = Vector512.Create(a4[rowStride]);
            c50 = Vector512.FusedMultiplyAdd(x, left, c50);
            c51 = Vector512.FusedMultiplyAdd(x, right, c51);
            x = Vector512.Create(a4[row2]);
            c60 = Vector512.FusedMultiplyAdd(x, left, c60);
            c61 = Vector512.FusedMultiplyAdd(x, right, c61);
            x = Vector512.Create(a4[row3]);
            c70 = Vector512.FusedMultiplyAdd(x, left, c70);
            c71 = Vector512.FusedMultiplyAdd(x, right, c71);
            a0 += columnStride;
            a4 += columnStride;
            b += BlockRow.Columns;
        }

        BlockRow.Store(c, c00, c01, accumulate);
        BlockRow.Store(c + cStride, c10, c11, accumulate);
        BlockRow.Store(c + (2 * cStride), c20, c21, accumulate);
        BlockRow.Store(c + (3 * cStride), c30, c31, accumulate);
        c += 4 * cStride;
        BlockRow.Store(c, c40, c41, accumulate);
        BlockRow.Store(c + cStride, c50, c51, accumulate);
        BlockRow.Store(c + (2 * cStride), c60, c61, accumulate);
        BlockRow.Store(c + (3 * cStride), c70, c71, accumulate);
    }
}
