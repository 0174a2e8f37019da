using System.Runtime.CompilerServices;

namespace Edge.Runtime.Numerics;

/// <summary>
/// The one rounding rule of the engine: to nearest, halves up, that is floor(x + 1/2). Every requantisation, every
/// fixed-point product and every table entry goes through here.
/// </summary>
public static class Rounding
{
    /// <summary>round(value / 2^shift), halves up.</summary>
    /// <param name="value">Any value whose sum with 2^(shift-1) fits 64 bits.</param>
    /// <param name="shift">0 to 62.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ShiftRight(long value, int shift) => shift == 0 ? value : (value + (1L << (shift - 1))) >> shift;

    /// <summary>round(value / 2^shift), halves up, in 32 bits. The sum value + 2^(shift-1) must fit an int32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShiftRight(int value, int shift) => shift == 0 ? value : (value + (1 << (shift - 1))) >> shift;

    /// <summary>The nearest integer, halves up. For building tables and quantising masters.</summary>
    public static long Nearest(double value) => (long)Math.Floor(value + 0.5);

    /// <summary>Limits to the int16 range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short ToInt16(long value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);

    /// <summary>Limits to the int16 range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short ToInt16(int value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);
}
