using Edge.Runtime.Decoding;

namespace HostTrainer.Training.Evaluation;

/// <summary>
/// Chooses a decoder's scales on development data: coordinate by coordinate over small grids until no change helps. The error is the mean over
/// corpora of the phone error rate.
/// </summary>
public static class DecoderTuner
{
    private const int Rounds = 4;

    private static readonly int[] LanguageScales = [64, 128, 192, 256, 320, 384, 512];
    private static readonly int[] PriorScales = [0, 32, 64, 96, 128, 160, 192, 224];
    private static readonly int[] Penalties = [-4096, -3072, -2048, -1024, -512, 0, 512, 1024, 2048, 3072, 4096];
    private static readonly int[] Durations = [1, 2];

    /// <summary>Tunes a decoder.</summary>
    /// <param name="start">Phones, bigram and priors; its scales are where the search starts.</param>
    /// <param name="corpora">Posteriors of each development corpus.</param>
    /// <param name="outputDelay">Output delay of the network.</param>
    /// <param name="threads">Threads to use.</param>
    /// <returns>The best model found and its error.</returns>
    public static (DecoderModel Model, double Error) Tune(
        DecoderModel start, IReadOnlyList<CorpusPosteriors> corpora, int outputDelay, int threads)
    {
        DecoderModel best = start;
        double error = Error(start, corpora, outputDelay, threads);
        for (int round = 0; round < Rounds; round++)
        {
            double before = error;
            foreach (DecoderModel candidate in Neighbours(best))
            {
                double candidateError = Error(candidate, corpora, outputDelay, threads);
                (best, error) = candidateError < error ? (candidate, candidateError) : (best, error);
            }

            if (error >= before)
            {
                break;
            }
        }

        return (best, error);
    }

    /// <summary>Mean over corpora of the phone error rate.</summary>
    public static double Error(DecoderModel decoder, IReadOnlyList<CorpusPosteriors> corpora, int outputDelay, int threads) =>
        corpora.Average(c => PosteriorScorer.Score(c.Utterances, decoder, outputDelay, threads).Total.Rate);

    private static IEnumerable<DecoderModel> Neighbours(DecoderModel center) =>
    [
        .. Penalties.Select(p => center with { InsertionPenalty = p }),
        .. LanguageScales.SelectMany(l => Penalties.Where(p => Math.Abs(p - center.InsertionPenalty) <= 1024), (l, p) =>
            center with { LanguageScale = l, InsertionPenalty = p }),
        .. PriorScales.Select(p => center with { PriorScale = p }),
        .. Durations.Select(d => center with { MinFrames = [.. center.MinFrames.Select(_ => d)] }),
    ];
}
