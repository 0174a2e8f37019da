namespace HostTrainer.Search.Nsga;

/// <summary>Equality of points by value.</summary>
internal sealed class PointComparer : IEqualityComparer<int[]>
{
    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x is not null && y is not null && x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        HashCode hash = default;
        foreach (int value in obj)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
