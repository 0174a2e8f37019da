namespace Edge.Runtime.Kernels.Emitted;

/// <summary>A memory operand: base + index * scale + displacement.</summary>
/// <param name="Base">Register with an address.</param>
/// <param name="Displacement">Bytes.</param>
/// <param name="Index">Register that is scaled and added, any but the stack pointer, or null.</param>
/// <param name="Scale">1, 2, 4 or 8.</param>
internal readonly record struct Memory(Gpr Base, int Displacement = 0, Gpr? Index = null, int Scale = 1);
