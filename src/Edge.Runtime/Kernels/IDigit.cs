namespace Edge.Runtime.Kernels;

/// <summary>The place of a code inside a byte, as a compile-time constant.</summary>
internal interface IDigit
{
    /// <summary>0 is the lowest.</summary>
    static abstract int Index { get; }
}

/// <summary>Digit 0.</summary>
internal readonly struct Digit0 : IDigit
{
    public static int Index => 0;
}

/// <summary>Digit 1.</summary>
internal readonly struct Digit1 : IDigit
{
    public static int Index => 1;
}

/// <summary>Digit 2.</summary>
internal readonly struct Digit2 : IDigit
{
    public static int Index => 2;
}

/// <summary>Digit 3.</summary>
internal readonly struct Digit3 : IDigit
{
    public static int Index => 3;
}
