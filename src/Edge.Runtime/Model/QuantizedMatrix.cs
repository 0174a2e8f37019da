namespace Edge.Runtime.Model;

/// <summary>Integer codes of a weight matrix: weight = code * step of its row.</summary>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">Inputs.</param>
/// <param name="Bits">2, 4, 8 or 16.</param>
/// <param name="Codes">[row x column], within the range of <paramref name="Bits"/>.</param>
/// <param name="Steps">Value of one code unit per row, not negative.</param>
public sealed record QuantizedMatrix(int Rows, int Columns, int Bits, short[] Codes, double[] Steps);
