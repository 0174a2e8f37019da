using Edge.Runtime.Numerics;

namespace Edge.Runtime.Tests;

/// <summary>The forms of element-wise code this process can run, and inputs that reach their corners.</summary>
internal static class VectorForms
{
    private static readonly short[] Corners = [short.MinValue, -short.MaxValue, -1, 0, 1, short.MaxValue];

    /// <summary>Every form but the oracle.</summary>
    public static IEnumerable<VectorPath> Vectors =>
        Enum.GetValues<VectorPath>().Where(p => p != VectorPath.Scalar && VectorPaths.IsSupported(p));

    /// <summary>Random values of a random width, a quarter of them at the ends of the range or around zero.</summary>
    public static short[] Shorts(Random random, int count, int smallest = short.MinValue)
    {
        short[] values = Small(random, count, random.Next(1, 17));
        for (int i = 0; i < count; i++)
        {
            int value = random.Next(4) == 0 ? Corners[random.Next(Corners.Length)] : values[i];
            values[i] = (short)Math.Max(smallest, value);
        }

        return values;
    }

    /// <summary>Random values of a width in bits.</summary>
    public static short[] Small(Random random, int count, int bits) =>
        [.. Enumerable.Range(0, count).Select(_ => (short)random.Next(-(1 << (bits - 1)), 1 << (bits - 1)))];
}
