namespace HostTrainer.Training.Numerics;

/// <summary>
/// Single-threaded matrix product for matrices of any strides. Keeps packing space between calls: one instance per thread.
/// The order of additions depends on the shapes only, so results repeat bit for bit.
/// </summary>
public sealed unsafe class Gemm : IDisposable
{
    /// <summary>Steps of the shared dimension per pass: a packed panel of B (32 columns) then fits into the first-level cache.</summary>
    private const int DepthBlock = 256;

    /// <summary>Row blocks packed together.</summary>
    private const int PanelGroup = 4;

    private readonly AlignedBuffer _packedA = new();
    private readonly AlignedBuffer _packedB = new(DepthBlock * BlockRow.Columns);
    private readonly AlignedBuffer _edge = new(GemmKernel.Rows * BlockRow.Columns);

    /// <summary>C (+)= A x B.</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="a">Left factor.</param>
    /// <param name="b">Right factor.</param>
    /// <param name="c">Result, row-major with <paramref name="n"/> columns.</param>
    /// <param name="accumulate">True adds to C, false overwrites it.</param>
    public void Multiply(int m, int n, int depth, MatrixView a, MatrixView b, float* c, bool accumulate)
    {
        for (int k = 0; k < depth; k += DepthBlock)
        {
            int block = Math.Min(DepthBlock, depth - k);
            PackA(m, k, block, a);
            MatrixView slice = a with { Data = (nint)a.At(0, k) };
            for (int column = 0; column < n; column += BlockRow.Columns)
            {
                int width = Math.Min(BlockRow.Columns, n - column);
                PackB(k, block, column, width, b);
                MultiplyPanel(m, n, block, slice, c + column, width, accumulate || k > 0);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packedA.Dispose();
        _packedB.Dispose();
        _edge.Dispose();
    }

    /// <summary>True where the kernel may read A in place: full rows with consecutive columns.</summary>
    private static bool ReadsInPlace(MatrixView a) => a.ColumnStride == 1;

    private void MultiplyPanel(int m, int n, int depth, MatrixView a, float* c, int width, bool accumulate)
    {
        for (int row = 0; row < m; row += GemmKernel.Rows)
        {
            int height = Math.Min(GemmKernel.Rows, m - row);
            bool inPlace = ReadsInPlace(a) && height == GemmKernel.Rows;
            float* left = inPlace ? a.At(row, 0) : _packedA.Pointer + PanelOffset(a, row, depth);
            nint rowStride = inPlace ? a.RowStride : 1;
            nint columnStride = inPlace ? 1 : GemmKernel.Rows;
            float* target = c + ((long)row * n);
            if (height == GemmKernel.Rows && width == BlockRow.Columns)
            {
                GemmKernel.Run(depth, left, rowStride, columnStride, _packedB.Pointer, target, n, accumulate);
            }
            else
            {
                GemmKernel.Run(depth, left, rowStride, columnStride, _packedB.Pointer, _edge.Pointer, BlockRow.Columns, accumulate: false);
                CopyEdge(target, n, height, width, accumulate);
            }
        }
    }

    private void CopyEdge(float* target, int stride, int height, int width, bool accumulate)
    {
        for (int row = 0; row < height; row++)
        {
            float* source = _edge.Pointer + (row * BlockRow.Columns);
            float* line = target + ((long)row * stride);
            for (int column = 0; column < width; column++)
            {
                line[column] = accumulate ? line[column] + source[column] : source[column];
            }
        }
    }

    /// <summary>Where the packed copy of a row block starts; when rows are read in place only the last, partial block is packed.</summary>
    private static long PanelOffset(MatrixView a, int row, int depth) => ReadsInPlace(a) ? 0 : (long)row * depth;

    private void PackA(int m, int k, int depth, MatrixView a)
    {
        int first = ReadsInPlace(a) ? m / GemmKernel.Rows * GemmKernel.Rows : 0;
        int blocks = (m - first + GemmKernel.Rows - 1) / GemmKernel.Rows;
        _packedA.Resize(blocks * GemmKernel.Rows * depth);
        for (int row = first; row < m; row += PanelGroup * GemmKernel.Rows)
        {
            PackGroup(_packedA.Pointer + ((long)(row - first) * depth), depth, Math.Min(PanelGroup * GemmKernel.Rows, m - row), a, row, k);
        }
    }

    /// <summary>Packs up to <see cref="PanelGroup"/> row blocks side by side, so that whole cache lines of a transposed matrix are read at once.</summary>
    private static void PackGroup(float* target, int depth, int rows, MatrixView a, int row, int k)
    {
        for (int step = 0; step < depth; step++)
        {
            float* line = target + (step * GemmKernel.Rows);
            for (int r = 0; r < rows; r += GemmKernel.Rows)
            {
                PackLine(line + ((long)r * depth), GemmKernel.Rows, Math.Min(GemmKernel.Rows, rows - r), a.At(row + r, k + step), a.RowStride);
            }
        }
    }

    private void PackB(int k, int depth, int column, int width, MatrixView b)
    {
        for (int step = 0; step < depth; step++)
        {
            PackLine(_packedB.Pointer + (step * BlockRow.Columns), BlockRow.Columns, width, b.At(k + step, column), b.ColumnStride);
        }
    }

    /// <summary>Copies <paramref name="count"/> elements that lie <paramref name="stride"/> apart and fills the line up with zeros.</summary>
    private static void PackLine(float* target, int lineLength, int count, float* source, int stride)
    {
        if (stride == 1)
        {
            new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, lineLength));
        }
        else
        {
            CopyStrided(target, source, count, stride);
        }

        if (count < lineLength)
        {
            new Span<float>(target + count, lineLength - count).Clear();
        }
    }

    private static void CopyStrided(float* target, float* from, int count, nint stride)
    {
        for (int i = 0; i < count; i++)
        {
            target[i] = *from;
            from += stride;
        }
    }
}
