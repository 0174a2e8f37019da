using Edge.Runtime.Audio;
using Edge.Runtime.Features;

using HostTrainer.Training;
using HostTrainer.Training.Data;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed class NetworkInputBuilderTests
{
    [Fact]
    public void Inputs_without_variation_are_those_of_the_streaming_front_end()
    {
        using ToyCorpus corpus = new(trainUtterances: 3, devUtterances: 1);
        TrainingSetup setup = TrainingSetup.Load(ToyTraining.Options(corpus, epochs: 1), _ => { });
        SpeechUtterance utterance = setup.Corpora[0].Utterances[1];
        using SequenceBatch batch = new(setup.Topology.InputSize);
        setup.CreateInputBuilder(training: false).Build([utterance], batch);
        Assert.Equal(Streamed(setup, utterance.Source.AudioPath), batch.InputOf(0).ToArray());
    }

    [Fact]
    public void Every_label_covers_about_its_duration_at_every_speed()
    {
        using ToyCorpus corpus = new(trainUtterances: 2, devUtterances: 1);
        TrainingSetup setup = TrainingSetup.Load(ToyTraining.Options(corpus, epochs: 1), _ => { });
        foreach (SpeechUtterance utterance in setup.Corpora[0].Utterances)
        {
            foreach (SpeechVariant variant in utterance.Variants)
            {
                int outputs = variant.LogMel.Length / 16 / 2;
                TrainingTarget target = utterance.Target(setup.Options.Features, variant, tempo: 1, 0, outputs, setup.Silence);
                double seconds = utterance.Segments[0].EndSample / 16000.0 * 100 / variant.SpeedPercent;
                int first = Array.FindIndex(target.FrameLabels, c => c != setup.Silence);
                Assert.InRange(first, (seconds / 0.02) - 1.5, (seconds / 0.02) + 1.5);
                Assert.Equal(6, target.Phones.Length);
            }
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(145)]
    public void Labels_follow_the_features_at_every_tempo(int percent)
    {
        using ToyCorpus corpus = new(trainUtterances: 4, devUtterances: 1);
        TrainerOptions options = ToyTraining.Options(corpus, epochs: 1);
        AugmentationOptions still = new(
            [100], percent, percent, WarpPercent: 0, GainOctaves: 0, TiltOctaves: 0, NoiseProbability: 0, FrequencyMasks: 0, TimeMasksPerSecond: 0);
        TrainingSetup setup = TrainingSetup.Load(options with { Augmentation = still, Features = options.Features with { Stack = 1 } }, _ => { });
        using SequenceBatch batch = new(setup.Topology.InputSize);
        SpeechUtterance utterance = setup.Corpora[0].Utterances[0];
        TrainingTarget target = setup.CreateInputBuilder(training: true).Build([utterance], batch, [new SeededRandom(1)])[0];
        float[] inputs = batch.InputOf(0).ToArray();
        int frames = target.FrameLabels.Length;
        int loud = Enumerable.Range(0, frames).Count(t =>
            (inputs.Skip(t * 16).Take(16).Max() > inputs.Take(16).Max() + 1) == (target.FrameLabels[t] != setup.Silence));
        Assert.InRange(loud, frames * 0.9, frames);
        int expected = utterance.Variants[0].LogMel.Length / 16 / 2 * 100 / percent;
        Assert.InRange(frames, expected - 2, expected + 2);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(110)]
    public void Speed_changes_the_length_of_the_recording(int percent)
    {
        short[] changed = SpeedPerturbation.Apply(new short[16000], percent);
        Assert.InRange(changed.Length, (1600000 / percent) - 100, (1600000 / percent) + 100);
    }

    private static float[] Streamed(TrainingSetup setup, string path)
    {
        FrontEnd frontEnd = new(setup.Options.Features, setup.Statistics);
        List<float> inputs = [];
        short[] frame = new short[setup.Topology.InputSize];
        ReadOnlySpan<short> pcm = AudioFile.ReadMono16k(path);
        while (frontEnd.TryNext(ref pcm, frame))
        {
            inputs.AddRange(frame.Select(f => f / 1024f));
        }

        inputs.AddRange(new float[setup.Topology.OutputDelay * setup.Topology.InputSize]);
        return [.. inputs];
    }
}
