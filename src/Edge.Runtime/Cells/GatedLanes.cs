using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>What the vector forms of gated cells have in common: <see cref="GatedScalar"/> on lanes.</summary>
internal static unsafe class GatedLanes<TLanes, TVector>
    where TLanes : IShortLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Pre-activations of a gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gate(in GatedFrame f, int gate, int unit) => Sum(f, gate, unit, f.Recurrent + (gate * f.Units) + unit);

    /// <summary>Candidates before their function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Candidate(in GatedFrame f, int gate, int unit) => Sum(f, gate, unit, f.Candidate + unit);

    /// <summary>tanh(v) from -sigmoid(2 v).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector weight) => TLanes.Subtract(TLanes.Create(-(GateSigmoid.One / 2)), weight);

    /// <summary>round(value / 2^shift), halves up, for a shift of 0 to 14.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Shift(TVector value, int shift) =>
        shift == 0 ? value : TLanes.MultiplyHighRounded(value, TLanes.Create((short)(1 << (15 - shift))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(in GatedFrame f, int gate, int unit, short* recurrent)
    {
        int at = (gate * f.Units) + unit;
        return TLanes.AddSaturate(TLanes.AddSaturate(TLanes.Load(f.Input + at), TLanes.Load(f.Bias + at)), TLanes.Load(recurrent));
    }
}
