using Edge.Runtime.Decoding;

namespace Edge.Runtime.Tests.Decoding;

/// <summary>Reproducible models and posteriors.</summary>
internal static class RandomDecoding
{
    public static DecoderModel Model(Random random, int phones, int maxMinFrames) => new(
        DecoderModel.CurrentSchema,
        [.. Enumerable.Range(0, phones).Select(p => $"p{p}")],
        Values(random, phones, 6000),
        [.. Enumerable.Range(0, phones + 1).Select(_ => Values(random, phones + 1, 8000))],
        [.. Enumerable.Range(0, phones).Select(_ => random.Next(1, maxMinFrames + 1))],
        AcousticScale: random.Next(1, 600),
        LanguageScale: random.Next(0, 600),
        PriorScale: random.Next(0, 256),
        InsertionPenalty: random.Next(-4000, 1000));

    /// <summary>Log posteriors in which one phone is likely for a few frames at a time.</summary>
    public static int[][] Frames(Random random, int count, int phones)
    {
        int[][] frames = new int[count][];
        int spoken = 0;
        for (int t = 0; t < count; t++)
        {
            spoken = random.Next(5) == 0 ? random.Next(phones) : spoken;
            frames[t] = Values(random, phones, 9000);
            frames[t][spoken] /= 8;
        }

        return frames;
    }

    private static int[] Values(Random random, int count, int range)
    {
        int[] values = new int[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = -random.Next(range);
        }

        return values;
    }
}
