using Edge.Runtime.Audio;
using Edge.Runtime.Features;

using HostTrainer.Training;
using HostTrainer.Training.Data;
using HostTrainer.Training.Losses;
using HostTrainer.Training.Network;

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
                TrainingTarget target = utterance.Target(setup.Options.Features, variant, 0, outputs, setup.Silence);
                double seconds = utterance.Segments[0].EndSample / 16000.0 * 100 / variant.SpeedPercent;
                int first = Array.FindIndex(target.FrameLabels, c => c != setup.Silence);
                Assert.InRange(first, (seconds / 0.02) - 1.5, (seconds / 0.02) + 1.5);
                Assert.Equal(6, target.Phones.Length);
            }
        }
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
