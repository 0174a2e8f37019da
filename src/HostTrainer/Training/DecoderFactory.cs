using Edge.Runtime.Decoding;
using Edge.Runtime.Features;

using HostTrainer.Training.Data;

namespace HostTrainer.Training;

/// <summary>Estimates the decoder's bigram and priors from the labels a network was trained with.</summary>
internal static class DecoderFactory
{
    private const int MinFrames = 1;

    // Frame posteriors are divided by a quarter of the prior until tuning; CTC outputs are taken as they are.
    private const int FramePriorScale = 64;

    /// <summary>A decoder with scales that suit the loss until they are tuned on development data.</summary>
    public static DecoderModel Create(TrainingSetup setup)
    {
        int phones = setup.Phones.Count;
        BigramEstimator estimator = new(phones);
        long[] frames = new long[phones];
        int hop = setup.Options.Features.Stride * FeatureOptions.HopSamples;
        foreach (SpeechUtterance utterance in setup.Corpora.SelectMany(c => c.Utterances))
        {
            estimator.Add(WithoutRepeatedSilence(utterance, setup.Silence));
            int start = 0;
            foreach (LabelledSegment segment in utterance.Segments)
            {
                frames[segment.Class] += (segment.EndSample - start) / hop;
                start = segment.EndSample;
            }
        }

        DecoderModel model = estimator.ToModel(setup.Phones, frames, [.. Enumerable.Repeat(MinFrames, phones)]);
        return setup.Options.Loss == LossKind.Ctc ? model with { LanguageScale = 0 } : model with { PriorScale = FramePriorScale };
    }

    private static List<int> WithoutRepeatedSilence(SpeechUtterance utterance, int silence)
    {
        List<int> sequence = [];
        foreach (LabelledSegment segment in utterance.Segments)
        {
            if (segment.Class != silence || sequence.Count == 0 || sequence[^1] != silence)
            {
                sequence.Add(segment.Class);
            }
        }

        return sequence;
    }
}
