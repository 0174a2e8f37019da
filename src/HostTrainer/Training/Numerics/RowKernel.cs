using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HostTrainer.Training.Numerics;

/// <summary>
/// The innermost block of a product with few rows: up to 4 rows by 32 columns held in eight 512-bit accumulators. A row's result does not depend on the rows
/// beside it.
/// </summary>
internal static unsafe class RowKernel
{
    /// <summary>Most rows of one block.</summary>
    public const int Rows = 4;

    /// <summary>C[rows, 32] (+)= A[rows, depth] x B[depth, 32].</summary>
    /// <param name="rows">1 to <see cref="Rows"/>.</param>
    /// <param name="depth">Shared dimension.</param>
    /// <param name="a">A, row-major.</param>
    /// <param name="aStride">Elements between rows of A.</param>
    /// <param name="b">B, packed: 32 consecutive elements per step of the shared dimension.</param>
    /// <param name="c">C, row-major; 32 elements of every row are written.</param>
    /// <param name="cStride">Elements between rows of C.</param>
    /// <param name="accumulate">False overwrites C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, int depth, float* a, nint aStride, float* b, float* c, nint cStride, bool accumulate)
    {
        // Missing rows repeat the last one and are not stored.
        float* a1 = rows > 1 ? a + aStride : a;
        float* a2 = rows > 2 ? a1 + aStride : a1;
        float* a3 = rows > 3 ? a2 + aStride : a2;
        Vector512<float> c00, c01, c10, c11, c20, c21, c30, c31;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = Vector512<float>.Zero;
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> left = Vector512.LoadAligned(b);
            Vector512<float> right = Vector512.LoadAligned(b + 16);
            Vector512<float> x = Vector512.Create(a[k]);
            c00 = Vector512.FusedMultiplyAdd(x, left, c00);
            c01 = Vector512.FusedMultiplyAdd(x, right, c01);
            x = Vector512.Create(a1[k]);
            c10 = Vector512.FusedMultiplyAdd(x, left, c10);
            c11 = Vector512.FusedMultiplyAdd(x, right, c11);
            x = Vector512.Create(a2[k]);
            c20 = Vector512.FusedMultiplyAdd(x, left, c20);
            c21 = Vector512.FusedMultiplyAdd(x, right, c21);
            x = Vector512.Create(a3[k]);
            c30 = Vector512.FusedMultiplyAdd(x, left, c30);
            c31 = Vector512.FusedMultiplyAdd(x, right, c31);
            b += BlockRow.Columns;
        }

        BlockRow.Store(c, c00, c01, accumulate);
        if (rows > 1)
        {
            BlockRow.Store(c + cStride, c10, c11, accumulate);
        }

        if (rows > 2)
        {
            BlockRow.Store(c + (2 * cStride), c20, c21, accumulate);
        }

        if (rows > 3)
        {
            BlockRow.Store(c + (3 * cStride), c30, c31, accumulate);
        }
    }
}
