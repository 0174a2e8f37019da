using System.Runtime.InteropServices;

namespace HostTrainer.Training.Network;

/// <summary>
/// The rows of a batch sorted by time, so that one time step of all utterances is one block of rows: utterances by falling length, block t holds
/// frame t of every utterance that has one. Rank r of a block is the r-th longest utterance in every block.
/// </summary>
internal sealed unsafe class TimeMajorOrder
{
    private readonly List<int> _rows = [];
    private readonly List<int> _starts = [];

    /// <summary>Number of time steps: frames of the longest utterance.</summary>
    public int Steps => _starts.Count - 1;

    /// <summary>First row of a step in this order.</summary>
    public int Start(int step) => _starts[step];

    /// <summary>Rows of a step: utterances that have that frame; 0 outside the batch.</summary>
    public int Count(int step) => step < 0 || step >= Steps ? 0 : _starts[step + 1] - _starts[step];

    /// <summary>Takes over the utterances of a batch.</summary>
    public void Reset(SequenceBatch batch)
    {
        _rows.Clear();
        _starts.Clear();
        int[] ranks = [.. Enumerable.Range(0, batch.Count).OrderByDescending(u => Length(batch, u))];
        int steps = Length(batch, ranks[0]);
        for (int step = 0; step < steps; step++)
        {
            _starts.Add(_rows.Count);
            foreach (int utterance in ranks)
            {
                if (step >= Length(batch, utterance))
                {
                    break;
                }

                _rows.Add(batch.Offsets[utterance] + step);
            }
        }

        _starts.Add(_rows.Count);
    }

    /// <summary>Copies columns of a batch's rows into this order.</summary>
    /// <param name="source">First element of the columns in row 0.</param>
    /// <param name="stride">Elements between rows of <paramref name="source"/>.</param>
    /// <param name="width">Columns.</param>
    /// <param name="target">Receives dense rows.</param>
    public void Gather(float* source, int stride, int width, float* target)
    {
        foreach (int row in CollectionsMarshal.AsSpan(_rows))
        {
            new ReadOnlySpan<float>(source + ((long)row * stride), width).CopyTo(new Span<float>(target, width));
            target += width;
        }
    }

    /// <summary>Copies rows of this order back to columns of the batch's rows.</summary>
    /// <param name="source">Dense rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="target">First element of the columns in row 0.</param>
    /// <param name="stride">Elements between rows of <paramref name="target"/>.</param>
    public void Scatter(float* source, int width, float* target, int stride)
    {
        foreach (int row in CollectionsMarshal.AsSpan(_rows))
        {
            new ReadOnlySpan<float>(source, width).CopyTo(new Span<float>(target + ((long)row * stride), width));
            source += width;
        }
    }

    private static int Length(SequenceBatch batch, int utterance) => batch.Offsets[utterance + 1] - batch.Offsets[utterance];
}
