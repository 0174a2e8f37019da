namespace Edge.Runtime.Numerics;

/// <summary>The ratios of a requantiser and its limits, for code over caller memory.</summary>
internal unsafe struct RequantizerRows
{
    /// <summary>Number of rows.</summary>
    public int Count;

    /// <summary>Multipliers of <see cref="Requantizer.MultiplierBits"/> bits, or 2^21.</summary>
    public int* Multiplier;

    /// <summary>Shifts, 0 to 62.</summary>
    public byte* Shift;

    /// <summary>Twice the ratio, multiplier * 2^(1 - shift): exact.</summary>
    public double* Twice;

    /// <summary>Smallest output, above -2^30.</summary>
    public int Low;

    /// <summary>Largest output, below 2^30.</summary>
    public int High;
}
