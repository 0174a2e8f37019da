using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>The element-wise part of a gated cell. Both forms give the same bits for all inputs.</summary>
internal interface IGatedStep
{
    /// <summary>The definition: computes the units from <paramref name="first"/> on.</summary>
    static abstract void Scalar(in GatedFrame frame, int first);

    /// <summary>Computes the units of one vector from unit <paramref name="j"/> on.</summary>
    static abstract void Vector<TLanes, TVector>(in GatedFrame frame, int j)
        where TLanes : IShortLanes<TVector>
        where TVector : unmanaged;
}
