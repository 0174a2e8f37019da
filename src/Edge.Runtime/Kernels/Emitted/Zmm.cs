namespace Edge.Runtime.Kernels.Emitted;

/// <summary>A 512-bit vector register.</summary>
/// <param name="Number">0 to 31.</param>
internal readonly record struct Zmm(int Number);
