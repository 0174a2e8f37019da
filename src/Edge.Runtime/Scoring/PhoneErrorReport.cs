using Edge.Runtime.Errors;

namespace Edge.Runtime.Scoring;

/// <summary>
/// Collects phone errors over a corpus: in total, per speaker, and which phones were confused. Not safe for concurrent use;
/// give every worker its own and <see cref="Merge"/> them, the order does not matter.
/// </summary>
/// <param name="countSilence">Whether silence is scored like a phone; by default it is removed from both sides.</param>
public sealed class PhoneErrorReport(bool countSilence = false)
{
    private readonly SortedDictionary<string, ErrorCounts> _speakers = new(StringComparer.Ordinal);
    private readonly Dictionary<AlignedPhones, long> _confusions = [];

    /// <summary>Whether silence is scored.</summary>
    public bool CountSilence { get; } = countSilence;

    /// <summary>Utterances added.</summary>
    public long Utterances { get; private set; }

    /// <summary>The errors of all utterances.</summary>
    public ErrorCounts Total { get; private set; }

    /// <summary>Errors by speaker, in ordinal order.</summary>
    public IReadOnlyDictionary<string, ErrorCounts> Speakers => _speakers;

    /// <summary>Scores one utterance.</summary>
    /// <param name="speaker">The speaker's name.</param>
    /// <param name="reference">What was said, in symbols of the 61, 48 or 39 set.</param>
    /// <param name="hypothesis">What was recognised.</param>
    /// <param name="where">The label file of <paramref name="reference"/>, for errors.</param>
    /// <returns>The errors of this utterance.</returns>
    /// <exception cref="EdgeException">A symbol is not known.</exception>
    public ErrorCounts Add(string speaker, IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis, string where)
    {
        ArgumentNullException.ThrowIfNull(speaker);
        IReadOnlyList<AlignedPhones> alignment = PhoneAligner.Align(
            ScoringSequence.Fold(reference, CountSilence, where),
            ScoringSequence.Fold(hypothesis, CountSilence, "recognised phone"));
        foreach (AlignedPhones step in alignment)
        {
            if (step.Reference != step.Hypothesis)
            {
                _confusions[step] = _confusions.GetValueOrDefault(step) + 1;
            }
        }

        ErrorCounts counts = ErrorCounts.Of(alignment);
        AddCounts(speaker, counts);
        Utterances++;
        return counts;
    }

    /// <summary>Adds another report's utterances to this one.</summary>
    /// <exception cref="ArgumentException">The other report treats silence differently.</exception>
    public void Merge(PhoneErrorReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.CountSilence != CountSilence)
        {
            throw new ArgumentException("reports that treat silence differently cannot be merged", nameof(other));
        }

        foreach ((string speaker, ErrorCounts counts) in other._speakers)
        {
            AddCounts(speaker, counts);
        }

        foreach ((AlignedPhones step, long count) in other._confusions)
        {
            _confusions[step] = _confusions.GetValueOrDefault(step) + count;
        }

        Utterances += other.Utterances;
    }

    /// <summary>The most frequent errors, most frequent first; equal ones in ordinal order.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<PhoneConfusion> MostFrequent(int count) =>
    [
        .. _confusions
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key.Reference, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Hypothesis, StringComparer.Ordinal)
            .Take(count)
            .Select(c => new PhoneConfusion(c.Key.Reference, c.Key.Hypothesis, c.Value)),
    ];

    private void AddCounts(string speaker, ErrorCounts counts)
    {
        _speakers[speaker] = _speakers.GetValueOrDefault(speaker) + counts;
        Total += counts;
    }
}
