namespace HostTrainer.Training.Numerics;

/// <summary>
/// The right factor of many products with few rows each, packed once: what a recurrence multiplies with at every time step. One instance per thread.
/// </summary>
/// <param name="depth">Rows of the factor.</param>
/// <param name="columns">Columns of the factor, a multiple of 16.</param>
internal sealed unsafe class PackedMatrix(int depth, int columns) : IDisposable
{
    private readonly AlignedBuffer _panels = new(depth * ((columns + BlockRow.Columns - 1) / BlockRow.Columns) * BlockRow.Columns);
    private readonly AlignedBuffer _edge = new(RowKernel.Rows * BlockRow.Columns);

    /// <summary>Takes in new values.</summary>
    /// <param name="values">The factor, [depth x columns], in any strides.</param>
    public void Pack(MatrixView values)
    {
        for (int column = 0; column < columns; column += BlockRow.Columns)
        {
            float* panel = _panels.Pointer + ((long)column * depth);
            int width = Math.Min(BlockRow.Columns, columns - column);
            if (values.ColumnStride == 1)
            {
                PackRows(panel, width, values, column);
            }
            else
            {
                PackColumns(panel, width, values, column);
            }
        }
    }

    /// <summary>C (+)= A x this.</summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="a">A, with as many columns as this has rows.</param>
    /// <param name="aStride">Elements between rows of A.</param>
    /// <param name="c">C.</param>
    /// <param name="cStride">Elements between rows of C.</param>
    /// <param name="accumulate">False overwrites C.</param>
    public void Multiply(int rows, float* a, int aStride, float* c, int cStride, bool accumulate)
    {
        for (int column = 0; column < columns; column += BlockRow.Columns)
        {
            float* panel = _panels.Pointer + ((long)column * depth);
            bool whole = columns - column >= BlockRow.Columns;
            for (int row = 0; row < rows; row += RowKernel.Rows)
            {
                int height = Math.Min(RowKernel.Rows, rows - row);
                float* left = a + ((long)row * aStride);
                float* target = c + ((long)row * cStride) + column;
                if (whole)
                {
                    RowKernel.Run(height, depth, left, aStride, panel, target, cStride, accumulate);
                }
                else
                {
                    RowKernel.Run(height, depth, left, aStride, panel, _edge.Pointer, BlockRow.Columns, accumulate: false);
                    CopyEdge(target, cStride, height, columns - column, accumulate);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _panels.Dispose();
        _edge.Dispose();
    }

    private void PackRows(float* panel, int width, MatrixView values, int column)
    {
        for (int k = 0; k < depth; k++)
        {
            new ReadOnlySpan<float>(values.At(k, column), width).CopyTo(new Span<float>(panel + ((long)k * BlockRow.Columns), width));
        }
    }

    /// <summary>Reads along the shared dimension, where a transposed matrix is contiguous.</summary>
    private void PackColumns(float* panel, int width, MatrixView values, int column)
    {
        for (int j = 0; j < width; j++)
        {
            float* source = values.At(0, column + j);
            float* target = panel + j;
            for (int k = 0; k < depth; k++)
            {
                *target = *source;
                source += values.RowStride;
                target += BlockRow.Columns;
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
}
