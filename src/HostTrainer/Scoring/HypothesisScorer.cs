using Edge.Runtime.Errors;
using Edge.Runtime.Scoring;

namespace HostTrainer.Scoring;

/// <summary>Scores recognised phones against a labelled corpus, utterance by utterance.</summary>
public static class HypothesisScorer
{
    /// <summary>Scores every utterance of the corpus.</summary>
    /// <param name="hypotheses">Phones by <c>speaker/name</c>, see <see cref="HypothesisFile"/>.</param>
    /// <param name="hypothesesPath">Where they were read, for errors.</param>
    /// <param name="corpus">The utterances, with labels.</param>
    /// <exception cref="EdgeException">
    /// The two do not hold the same utterances (a recogniser that leaves out hard ones must not look better), or a phone is not known.
    /// </exception>
    public static PhoneErrorReport Score(
        IReadOnlyDictionary<string, IReadOnlyList<string>> hypotheses, string hypothesesPath, IReadOnlyList<CorpusUtterance> corpus)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(corpus);
        PhoneErrorReport report = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (CorpusUtterance utterance in corpus)
        {
            string key = $"{utterance.Speaker}/{utterance.Name}";
            if (!seen.Add(key))
            {
                throw EdgeException.BadInput($"the corpus holds {key} twice", utterance.AudioPath, "score its parts one by one");
            }

            if (!hypotheses.TryGetValue(key, out IReadOnlyList<string>? recognised))
            {
                throw EdgeException.BadInput($"nothing is given for {key}", hypothesesPath, "recognise the whole corpus first");
            }

            string[] said = [.. PhoneFile.Read(utterance.PhonePath).Select(label => label.Phone)];
            report.Add(utterance.Speaker, said, recognised, utterance.PhonePath);
        }

        string? stray = hypotheses.Keys.Order(StringComparer.Ordinal).FirstOrDefault(key => !seen.Contains(key));
        return stray is null
            ? report
            : throw EdgeException.BadInput($"{stray} is not in the corpus", hypothesesPath, "score it with the corpus it was made from");
    }
}
