using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

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
    public static EvaluationSet Load(string directory, RecognizerModel model, TimitSubset subset = TimitSubset.All, bool includeSa = false) =>
        Load(TimitCorpus.Open(directory, subset, includeSa), model, null);

    /// <summary>Reads several corpora as one.</summary>
    /// <param name="directories">Corpora in TIMIT's layout.</param>
    /// <param name="model">Whose front end to use.</param>
    /// <param name="maxUtterances">Utterances of every corpus to use, spread evenly over its order (that is, over its speakers); null for all.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">A corpus cannot be read.</exception>
    public static EvaluationSet Load(IEnumerable<string> directories, RecognizerModel model, int? maxUtterances) =>
        new([.. directories.SelectMany(d => Load(TimitCorpus.Open(d, TimitSubset.All, includeSa: false), model, maxUtterances).Utterances)]);

    /// <summary>SHA-256 over speakers, names, network inputs and labels, 64 lower-case hexadecimal digits.</summary>
    public string Hash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (EvaluationUtterance utterance in Utterances)
        {
            string text = $"{utterance.Speaker}\t{utterance.Name}\t{utterance.Features.Length}\t{string.Join(' ', utterance.Reference)}\n";
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData(MemoryMarshal.AsBytes<short>(utterance.Features));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
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

    private static EvaluationSet Load(IReadOnlyList<CorpusUtterance> corpus, RecognizerModel model, int? maxUtterances)
    {
        int count = Math.Min(corpus.Count, maxUtterances ?? corpus.Count);
        EvaluationUtterance[] utterances = new EvaluationUtterance[count];
        WorkerPool.Run(count, CancellationToken.None, () => new FrontEnd(model.Features, model.Statistics), (frontEnd, i) =>
            utterances[i] = Read(corpus[(int)((long)i * corpus.Count / count)], frontEnd));
        return new EvaluationSet(utterances);
    }

    private static EvaluationUtterance Read(CorpusUtterance utterance, FrontEnd frontEnd)
    {
        short[] features = Features(utterance.AudioPath, frontEnd, out int samples);
        string[] reference = [.. PhoneFile.Read(utterance.PhonePath!).Select(l => l.Phone)];
        return new EvaluationUtterance(utterance.Speaker, utterance.Name, features, reference, utterance.PhonePath!, samples);
    }
}
