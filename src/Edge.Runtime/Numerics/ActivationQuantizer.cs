using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Numerics;

/// <summary>
/// Brings a 16-bit fixed-point vector to the codes of an activation format: code = clamp(round(x * ratio)).
/// Immutable.
/// </summary>
public sealed unsafe class ActivationQuantizer
{
    private readonly int _multiplier;
    private readonly byte _shift;
    private readonly FixedRatio16? _ratio;
    private readonly int _low;
    private readonly int _high;

    /// <summary>A quantiser from a fixed-point format to codes.</summary>
    /// <param name="sourceFractionBits">Fraction bits of the input.</param>
    /// <param name="step">Value of one code.</param>
    /// <param name="bits">2, 4, 8 or 16.</param>
    /// <param name="where">Named in errors.</param>
    public ActivationQuantizer(int sourceFractionBits, double step, int bits, string where)
    {
        (_multiplier, _shift) = Requantizer.Decompose(Math.ScaleB(1 / step, -sourceFractionBits), where);
        _ratio = FixedRatio16.TryCreate(_multiplier, _shift);
        (_low, _high) = Requantizer.CodeRange(bits);
    }

    /// <summary>Quantises a vector.</summary>
    /// <param name="values">Fixed-point values.</param>
    /// <param name="codes">Receives one code per value.</param>
    public void Apply(ReadOnlySpan<short> values, Span<short> codes) => Apply(VectorPaths.Best, values, codes);

    /// <summary>As above, by a form of the code that this machine supports.</summary>
    internal void Apply(VectorPath path, ReadOnlySpan<short> values, Span<short> codes)
    {
        fixed (short* source = values, target = codes[..values.Length])
        {
            int done = (_ratio is null ? VectorPath.Scalar : path) switch
            {
                VectorPath.Avx512 => Run<ShortLanesAvx512, Vector512<short>>(source, target, values.Length),
                VectorPath.Avx2 => Run<ShortLanesAvx2, Vector256<short>>(source, target, values.Length),
                VectorPath.Vector128 => Run<ShortLanesVector128, Vector128<short>>(source, target, values.Length),
                _ => 0,
            };
            for (int i = done; i < values.Length; i++)
            {
                target[i] = (short)Math.Clamp(Rounding.ShiftRight((long)source[i] * _multiplier, _shift), _low, _high);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Run<TLanes, TVector>(short* source, short* target, int count)
        where TLanes : IShortLanes<TVector>
        where TVector : unmanaged
    {
        FixedRatio16 ratio = _ratio.GetValueOrDefault();
        TVector ratioHigh = TLanes.Create(ratio.High), ratioLow = TLanes.Create(ratio.Low);
        TVector low = TLanes.Create((short)_low), high = TLanes.Create((short)_high);
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector code = FixedProduct<TLanes, TVector>.Of(TLanes.Load(source + i), ratioHigh, ratioLow, ratio.Whole);
            TLanes.Store(TLanes.Clamp(code, low, high), target + i);
        }

        return i;
    }
}
