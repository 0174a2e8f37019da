using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>The statistics batch normalisation computed with in one shard of a batch; empty for networks without it.</summary>
internal sealed class NormalizationTally : IDisposable
{
    private readonly AlignedBuffer _values;
    private readonly Dictionary<string, int> _offsets = [];

    /// <summary>Makes room for every statistic of a layout.</summary>
    public NormalizationTally(ParameterLayout layout)
    {
        int length = 0;
        foreach (ParameterSegment segment in layout.Statistics)
        {
            _offsets.Add(segment.Name, length);
            length += segment.Length;
        }

        _values = new AlignedBuffer(length);
    }

    /// <summary>Rows the statistics were computed over; 0 for a shard that was not computed.</summary>
    public int Rows { get; set; }

    /// <summary>Takes in the values of one tensor.</summary>
    public void Set(ParameterSegment segment, ReadOnlySpan<float> values) => values.CopyTo(ValuesOf(segment));

    /// <summary>The values of one tensor.</summary>
    public Span<float> ValuesOf(ParameterSegment segment) => _values.Span.Slice(_offsets[segment.Name], segment.Length);

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();
}
