using Edge.Runtime.Audio;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Scoring;

namespace HostTrainer.Evaluation;

/// <summary>A labelled corpus with the features of one model's front end computed once, so that many plans can be measured on it.</summary>
/// <param name="Utterances">In the corpus' order.</param>
public sealed record EvaluationSet(IReadOnlyList<EvaluationUtterance> Utterances)
{
    /// <summary>Reads a corpus.</summary>
    /// <param name="directory">A corpus in TIMIT's layout.</param>
    /// <param name="model">Whose front end to use.</param>
    /// <param name="subset">Which speakers.</param>
    /// <param name="includeSa">Keeps the SA sentences.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">The corpus cannot be read.</exception>
    public static EvaluationSet Load(string directory, RecognizerModel model, TimitSubset subset = TimitSubset.All, bool includeSa = false)
    {
        IReadOnlyList<CorpusUtterance> corpus = TimitCorpus.Open(directory, subset, includeSa);
        EvaluationUtterance[] utterances = new EvaluationUtterance[corpus.Count];
        WorkerPool.Run(corpus.Count, CancellationToken.None, () => new FrontEnd(model.Features, model.Statistics), (frontEnd, i) =>
            utterances[i] = Read(corpus[i], frontEnd));
        return new EvaluationSet(utterances);
    }

    /// <summary>
    /// Splits by speaker into subsets of about the same size: speakers, longest first, each go to the subset that is shortest so far.
    /// </summary>
    /// <param name="count">Subsets wanted; fewer come back when there are fewer speakers.</param>
    public IReadOnlyList<EvaluationSet> SplitBySpeaker(int count)
    {
        List<EvaluationUtterance>[] parts = [.. Enumerable.Range(0, count).Select(_ => new List<EvaluationUtterance>())];
        long[] lengths = new long[count];
        var speakers = Utterances.GroupBy(u => u.Speaker, StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum(u => (long)u.Samples)).ThenBy(g => g.Key, StringComparer.Ordinal);
        foreach (var speaker in speakers)
        {
            int shortest = Array.IndexOf(lengths, lengths.Min());
            parts[shortest].AddRange(speaker);
            lengths[shortest] += speaker.Sum(u => (long)u.Samples);
        }

        return [.. parts.Where(p => p.Count > 0).Select(p => new EvaluationSet(p))];
    }

    /// <summary>Network inputs of a recording, [frame x input].</summary>
    /// <param name="path">Audio file.</param>
    /// <param name="frontEnd">Is reset first.</param>
    /// <param name="samples">Length of the recording at 16 kHz.</param>
    internal static short[] Features(string path, FrontEnd frontEnd, out int samples)
    {
        short[] pcm = AudioFile.ReadMono16k(path);
        samples = pcm.Length;
        frontEnd.Reset();
        List<short> features = [];
        short[] frame = new short[frontEnd.Options.InputSize];
        ReadOnlySpan<short> rest = pcm;
        while (frontEnd.TryNext(ref rest, frame))
        {
            features.AddRange(frame);
        }

        return [.. features];
    }

    private static EvaluationUtterance Read(CorpusUtterance utterance, FrontEnd frontEnd)
    {
        short[] features = Features(utterance.AudioPath, frontEnd, out int samples);
        string[] reference = [.. PhoneFile.Read(utterance.PhonePath!).Select(l => l.Phone)];
        return new EvaluationUtterance(utterance.Speaker, utterance.Name, features, reference, utterance.PhonePath!, samples);
    }
}
