namespace HostTrainer.Search.Nsga;

/// <summary>The integers one variable takes.</summary>
/// <param name="Low">Smallest value.</param>
/// <param name="High">Largest value, not below <paramref name="Low"/>.</param>
public readonly record struct VariableRange(int Low, int High)
{
    /// <summary>Lower bound of the real interval whose numbers round into the range.</summary>
    public double RealLow => Low - 0.5;

    /// <summary>Upper bound of the real interval whose numbers round into the range.</summary>
    public double RealHigh => High + 0.5;

    /// <summary>The integer nearest to <paramref name="value"/>, halves to even, inside the range.</summary>
    public int Round(double value) => Math.Clamp((int)Math.Round(value, MidpointRounding.ToEven), Low, High);
}
