using HostTrainer.Training.Losses;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Tests.Training;

/// <summary>Phone loops with random bigrams.</summary>
internal static class RandomLoops
{
    public static PhoneLoop Create(int phones, ulong seed)
    {
        SeededRandom random = new(seed);
        return new PhoneLoop([.. Enumerable.Range(0, phones + 1).Select(_ => Enumerable.Range(0, phones + 1).Select(_ => -random.NextInt(4096)).ToArray())]);
    }
}
