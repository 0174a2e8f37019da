namespace Edge.Runtime.Kernels;

/// <summary>A weight width as a compile-time constant.</summary>
internal interface IWeightWidth
{
    /// <summary>2, 4 or 8.</summary>
    static abstract int Bits { get; }
}

/// <summary>8-bit weights.</summary>
internal readonly struct EightBits : IWeightWidth
{
    public static int Bits => 8;
}

/// <summary>4-bit weights.</summary>
internal readonly struct FourBits : IWeightWidth
{
    public static int Bits => 4;
}

/// <summary>2-bit weights.</summary>
internal readonly struct TwoBits : IWeightWidth
{
    public static int Bits => 2;
}
