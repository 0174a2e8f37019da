using Edge.Runtime.Features;
using Edge.Runtime.Scoring;

using HostTrainer.Evaluation;

namespace HostTrainer.Quantization;

/// <summary>Chooses calibration utterances: evenly spread over a corpus, in the network's own features.</summary>
public static class CalibrationSpeech
{
    /// <summary>Utterances by default; the papers take about 70.</summary>
    public const int DefaultCount = 200;

    /// <summary>Reads about <paramref name="count"/> utterances over all corpora.</summary>
    /// <returns>Network inputs, [frame x input].</returns>
    public static IReadOnlyList<float[]> Load(
        IReadOnlyList<string> corpora, FeatureOptions features, FeatureStatistics statistics, int count = DefaultCount)
    {
        List<float[]> inputs = [];
        foreach (string corpus in corpora)
        {
            IReadOnlyList<CorpusUtterance> all = TimitCorpus.Open(corpus, requireLabels: false);
            int wanted = Math.Min(all.Count, Math.Max(1, count / corpora.Count));
            FrontEnd frontEnd = new(features, statistics);
            for (int i = 0; i < wanted; i++)
            {
                short[] codes = EvaluationSet.Features(all[(int)((long)i * all.Count / wanted)].AudioPath, frontEnd, out _);
                inputs.Add([.. codes.Select(c => (float)Math.ScaleB(c, -StreamNormalizer.FractionBits))]);
            }
        }

        return [.. inputs.Where(i => i.Length > 0)];
    }
}
