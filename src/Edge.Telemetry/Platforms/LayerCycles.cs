namespace Edge.Telemetry.Platforms;

/// <summary>Cycles of one layer on a fusion array, per inference step.</summary>
/// <param name="Compute">The array multiplies.</param>
/// <param name="Memory">The memory interface is busy.</param>
/// <param name="WeightTiles">Times half the weight buffer is filled.</param>
/// <param name="InputLoads">Times the inputs are loaded: 1 when they fit half the input buffer, else once per block of outputs.</param>
/// <param name="Fill">Cycles until the array is full.</param>
public sealed record LayerCycles(long Compute, long Memory, long WeightTiles, long InputLoads, long Fill)
{
    /// <summary>Nothing to do.</summary>
    public static LayerCycles None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Loading and multiplying overlap; the longer one decides.</summary>
    public long Total => Math.Max(Compute, Memory) + Fill;
}
