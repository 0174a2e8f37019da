namespace Edge.Runtime.Kernels;

/// <summary>A list of changed inputs.</summary>
/// <param name="Count">Entries; of single inputs, a multiple of 4.</param>
/// <param name="Sum">Sum of the differences.</param>
internal readonly record struct ListSize(int Count, int Sum);
