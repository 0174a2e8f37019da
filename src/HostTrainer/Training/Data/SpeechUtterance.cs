using Edge.Runtime.Features;
using Edge.Runtime.Scoring;

using HostTrainer.Training.Losses;

namespace HostTrainer.Training.Data;

/// <summary>One utterance of a corpus as the trainer keeps it: raw log-mel frames at every speed, and its labels.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Segments">Labels in order of time; the last one also covers what follows it.</param>
/// <param name="Variants">At least one speed.</param>
public sealed record SpeechUtterance(CorpusUtterance Source, LabelledSegment[] Segments, IReadOnlyList<SpeechVariant> Variants)
{
    /// <summary>The labels of a number of output frames of one variant.</summary>
    /// <param name="options">The front end.</param>
    /// <param name="variant">The speed.</param>
    /// <param name="tempo">Tempo the variant's frames were read at, 1 for unchanged.</param>
    /// <param name="skippedFrames">10 ms frames left out at the start, before the tempo was changed.</param>
    /// <param name="outputs">Output frames.</param>
    /// <param name="silence">Class that is not part of the phone sequence.</param>
    public TrainingTarget Target(FeatureOptions options, SpeechVariant variant, float tempo, int skippedFrames, int outputs, int silence)
    {
        int[] labels = new int[outputs];
        int segment = 0;
        for (int j = 0; j < outputs; j++)
        {
            double centre = (FeatureExtractor.CentreSample(options, j) * (double)tempo) + (skippedFrames * FeatureOptions.HopSamples);
            double original = centre * variant.SpeedPercent / 100;
            while (segment < Segments.Length - 1 && original >= Segments[segment].EndSample)
            {
                segment++;
            }

            labels[j] = Segments[segment].Class;
        }

        return new TrainingTarget(labels, [.. Segments.Select(s => s.Class).Where(c => c != silence)], Sequence(silence));
    }

    /// <summary>The labels without times; neighbouring silences count once.</summary>
    /// <param name="silence">Class of silence.</param>
    public int[] Sequence(int silence) =>
        [.. Segments.Where((s, i) => s.Class != silence || i == 0 || Segments[i - 1].Class != silence).Select(s => s.Class)];
}
