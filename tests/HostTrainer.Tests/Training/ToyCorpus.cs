using Edge.Runtime.Audio;
using Edge.Runtime.Scoring;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Tests.Training;

/// <summary>A corpus of made-up "phones" that are easy to tell apart: two tones and noise between silences. Deleted when disposed.</summary>
internal sealed class ToyCorpus : IDisposable
{
    private const int SampleRate = 16_000;

    private static readonly string[] Phones = ["aa", "iy", "s"];

    public ToyCorpus(int trainUtterances = 16, int devUtterances = 4)
    {
        Root = Directory.CreateTempSubdirectory("toy-corpus").FullName;
        Write(Train, trainUtterances, seed: 1);
        Write(Dev, devUtterances, seed: 2);
    }

    public string Root { get; }

    public string Train => Path.Combine(Root, "toy", "train");

    public string Dev => Path.Combine(Root, "toy", "dev");

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Write(string directory, int utterances, ulong seed)
    {
        string speaker = Path.Combine(directory, "spk0");
        Directory.CreateDirectory(speaker);
        SeededRandom random = new(seed);
        for (int u = 0; u < utterances; u++)
        {
            List<short> pcm = [];
            List<PhoneLabel> labels = [];
            Add(pcm, labels, "h#", random);
            for (int p = 0; p < 6; p++)
            {
                Add(pcm, labels, Phones[random.NextInt(Phones.Length)], random);
            }

            Add(pcm, labels, "h#", random);
            WaveFile.Write(Path.Combine(speaker, $"utt{u}.wav"), [.. pcm]);
            PhoneFile.Write(Path.Combine(speaker, $"utt{u}.phn"), labels);
        }
    }

    private static void Add(List<short> pcm, List<PhoneLabel> labels, string phone, SeededRandom random)
    {
        int start = pcm.Count;
        int length = (1200 + random.NextInt(1200)) * (phone == "h#" ? 2 : 1);
        for (int i = 0; i < length; i++)
        {
            double t = (double)i / SampleRate;
            double value = phone switch
            {
                "aa" => 6000 * Math.Sin(2 * Math.PI * 600 * t),
                "iy" => 6000 * Math.Sin(2 * Math.PI * 2600 * t),
                "s" => random.NextFloat(-4000, 4000),
                _ => 0,
            };
            pcm.Add((short)(value + random.NextFloat(-30, 30)));
        }

        labels.Add(new PhoneLabel(start, pcm.Count, phone));
    }
}
