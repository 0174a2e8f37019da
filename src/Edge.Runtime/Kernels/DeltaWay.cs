namespace Edge.Runtime.Kernels;

/// <summary>How a product is brought up to date after some of its inputs changed. All ways give the same bits.</summary>
internal enum DeltaWay
{
    /// <summary>All held codes are multiplied anew.</summary>
    Dense,

    /// <summary>Changed inputs are multiplied one by one, in a copy of the weights.</summary>
    Inputs,

    /// <summary>Groups of four neighbouring inputs are multiplied, in the memory that dense products read.</summary>
    Groups,
}
