using Edge.Runtime.Decoding;
using Edge.Runtime.Features;

using HostTrainer.Training.Data;

namespace HostTrainer.Training;

/// <summary>Estimates the decoder's bigram and priors from the labels a network was trained with.</summary>
internal static class DecoderFactory
{
    private const int MinFrames = 1;

    /// <summary>A decoder with neutral scales.</summary>
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

        return estimator.ToModel(setup.Phones, frames, [.. Enumerable.Repeat(MinFrames, phones)]);
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
