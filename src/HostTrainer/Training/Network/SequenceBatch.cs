using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// Several utterances, one after the other, without padding: row r of the input belongs to utterance u with
/// <c>Offsets[u] &lt;= r &lt; Offsets[u + 1]</c>. Matrix products run over all rows at once, the recurrence per utterance.
/// </summary>
public sealed class SequenceBatch : IDisposable
{
    private readonly List<int> _offsets = [0];

    /// <summary>Creates an empty batch.</summary>
    /// <param name="inputSize">Elements of one row.</param>
    public SequenceBatch(int inputSize)
    {
        InputSize = inputSize;
    }

    /// <summary>Elements of one row.</summary>
    public int InputSize { get; }

    /// <summary>First row of every utterance, and the number of rows at the end.</summary>
    public IReadOnlyList<int> Offsets => _offsets;

    /// <summary>Number of utterances.</summary>
    public int Count => _offsets.Count - 1;

    /// <summary>Rows of all utterances together.</summary>
    public int Rows => _offsets[^1];

    /// <summary>Network inputs, row-major [<see cref="Rows"/>, <see cref="InputSize"/>].</summary>
    public AlignedBuffer Input { get; } = new();

    /// <summary>Starts over with utterances of these lengths and makes room for their inputs, whose contents are then undefined.</summary>
    /// <param name="lengths">Rows of each utterance, at least 1.</param>
    public void Reset(params ReadOnlySpan<int> lengths)
    {
        _offsets.Clear();
        _offsets.Add(0);
        foreach (int length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
            _offsets.Add(_offsets[^1] + length);
        }

        Input.Resize(Rows * InputSize);
    }

    /// <summary>The inputs of one utterance, row-major.</summary>
    public Span<float> InputOf(int utterance) =>
        Input.Span[(_offsets[utterance] * InputSize)..(_offsets[utterance + 1] * InputSize)];

    /// <inheritdoc/>
    public void Dispose() => Input.Dispose();
}
