using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Scoring;

using HostTrainer.Training.Data;

namespace HostTrainer.Training;

/// <summary>Estimates the decoder's bigram and priors from the labels a network was trained with.</summary>
internal static class DecoderFactory
{
    private const int MinFrames = 1;

    // Frame posteriors are divided by a quarter of the prior until tuning; outputs of the other losses are taken as they are.
    private const int FramePriorScale = 64;

    /// <summary>A decoder with scales that suit the loss until they are tuned on development data.</summary>
    public static DecoderModel Create(TrainerOptions options, IReadOnlyList<string> names, IReadOnlyList<SpeechCorpus> corpora)
    {
        int phones = names.Count;
        int silence = names.Index().First(p => p.Item == PhoneFolding.Silence).Index;
        BigramEstimator estimator = new(phones);
        long[] frames = new long[phones];
        int hop = options.Features.Stride * FeatureOptions.HopSamples;
        foreach (SpeechUtterance utterance in corpora.SelectMany(c => c.Utterances))
        {
            estimator.Add(utterance.Sequence(silence));
            int start = 0;
            foreach (LabelledSegment segment in utterance.Segments)
            {
                frames[segment.Class] += (segment.EndSample - start) / hop;
                start = segment.EndSample;
            }
        }

        DecoderModel model = estimator.ToModel(names, frames, [.. Enumerable.Repeat(MinFrames, phones)]);
        return options.Loss switch
        {
            LossKind.Ctc => model with { LanguageScale = 0 },
            LossKind.Frame => model with { PriorScale = FramePriorScale },
            _ => model,
        };
    }
}
