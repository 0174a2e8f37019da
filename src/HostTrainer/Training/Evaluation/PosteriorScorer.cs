using Edge.Runtime.Decoding;
using Edge.Runtime.Scoring;

namespace HostTrainer.Training.Evaluation;

/// <summary>Decodes posteriors with the device's own decoder and counts phone errors.</summary>
public static class PosteriorScorer
{
    /// <summary>Phone errors over a corpus, silence not counted.</summary>
    /// <param name="posteriors">Network outputs.</param>
    /// <param name="decoder">Decoder model.</param>
    /// <param name="outputDelay">Output delay of the network, output frames.</param>
    /// <param name="threads">Threads to use.</param>
    public static PhoneErrorReport Score(IReadOnlyList<UtterancePosteriors> posteriors, DecoderModel decoder, int outputDelay, int threads)
    {
        PhoneErrorReport total = new();
        Parallel.For(
            0,
            posteriors.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => (Decoder: new PhoneDecoder(decoder, outputDelay), Report: new PhoneErrorReport()),
            (i, _, local) =>
            {
                UtterancePosteriors item = posteriors[i];
                string[] hypothesis = Decode(local.Decoder, item.LogPosteriors, decoder.Phones);
                string[] reference = [.. item.Utterance.Segments.Select(s => decoder.Phones[s.Class])];
                local.Report.Add(item.Utterance.Source.Speaker, reference, hypothesis, item.Utterance.Source.PhonePath);
                return local;
            },
            local =>
            {
                lock (total)
                {
                    total.Merge(local.Report);
                }
            });
        return total;
    }

    private static string[] Decode(PhoneDecoder decoder, int[] logPosteriors, IReadOnlyList<string> phones)
    {
        PhoneListSink sink = new();
        for (int at = 0; at < logPosteriors.Length; at += phones.Count)
        {
            decoder.Accept(logPosteriors.AsSpan(at, phones.Count), sink);
        }

        decoder.Finish(sink);
        return [.. sink.Phones.Select(p => phones[p.Phone])];
    }
}
