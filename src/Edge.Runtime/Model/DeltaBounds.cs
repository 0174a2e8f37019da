namespace Edge.Runtime.Model;

/// <summary>How far a device may move a layer's delta threshold by itself.</summary>
/// <param name="Low">Lowest threshold, in codes, at least 0.</param>
/// <param name="High">Highest threshold, in codes, at least <paramref name="Low"/> and at most 32767.</param>
public sealed record DeltaBounds(int Low, int High)
{
    /// <summary>Whether a threshold lies within the bounds.</summary>
    public bool Contains(int threshold) => threshold >= Low && threshold <= High;
}
