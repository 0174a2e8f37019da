using Edge.Runtime.Errors;

namespace Edge.Runtime.Scoring;

/// <summary>Brings phone sequences to the form in which they are compared.</summary>
public static class ScoringSequence
{
    /// <summary>
    /// Folds to the 39 set and merges runs of silence into one, since a closure beside a pause is one silence; without
    /// <paramref name="countSilence"/> silence is removed. Other repeats stay.
    /// </summary>
    /// <param name="phones">Symbols of the 61, 48 or 39 set.</param>
    /// <param name="countSilence">Whether silence is scored like a phone.</param>
    /// <param name="where">Named in the error: the label file, whose line i + 1 holds phone i, or the model.</param>
    /// <exception cref="EdgeException">A symbol is not known.</exception>
    public static IReadOnlyList<string> Fold(IReadOnlyList<string> phones, bool countSilence, string where)
    {
        ArgumentNullException.ThrowIfNull(phones);
        List<string> folded = new(phones.Count);
        for (int i = 0; i < phones.Count; i++)
        {
            string? phone = PhoneFolding.To39(phones[i], $"{where}:{i + 1}");
            bool silence = phone == PhoneFolding.Silence;
            bool repeated = silence && folded.Count > 0 && folded[^1] == PhoneFolding.Silence;
            if (phone is not null && !repeated && (countSilence || !silence))
            {
                folded.Add(phone);
            }
        }

        return folded;
    }
}
