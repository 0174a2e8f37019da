using System.Globalization;

namespace HostTrainer.Training;

/// <summary>A training corpus and its share of every epoch.</summary>
/// <param name="Directory">A corpus in TIMIT layout.</param>
/// <param name="Weight">How often each utterance is taken per epoch, on average; above 0, at most 100.</param>
public sealed record CorpusWeight(string Directory, double Weight)
{
    /// <summary>Reads <c>DIR</c> or <c>DIR:WEIGHT</c>.</summary>
    public static CorpusWeight Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && double.TryParse(text.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double weight)
            ? new CorpusWeight(text[..colon], weight)
            : new CorpusWeight(text, 1);
    }
}
