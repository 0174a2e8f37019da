namespace HostTrainer.Training.Numerics;

/// <summary>A matrix somewhere in unmanaged memory; swapping the strides is a transposition.</summary>
/// <param name="Data">Element (0, 0).</param>
/// <param name="RowStride">Elements from one row to the next.</param>
/// <param name="ColumnStride">Elements from one column to the next.</param>
public readonly unsafe record struct MatrixView(nint Data, int RowStride, int ColumnStride)
{
    /// <summary>A dense row-major matrix.</summary>
    public static MatrixView Rows(float* data, int columns) => new((nint)data, columns, 1);

    /// <summary>The transpose of a dense row-major matrix that has <paramref name="columns"/> columns.</summary>
    public static MatrixView Transposed(float* data, int columns) => new((nint)data, 1, columns);

    /// <summary>Address of an element.</summary>
    public float* At(int row, int column) => (float*)Data + ((long)row * RowStride) + ((long)column * ColumnStride);
}
