using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Numerics;

/// <summary>The vector forms of both quantisers against the scalar ones.</summary>
public class QuantizerFormTests
{
    private static readonly short[] EveryShort = [.. Enumerable.Range(short.MinValue, 1 << 16).Select(x => (short)x)];

    [Fact]
    public void Every_activation_is_quantised_as_by_the_scalar_form_for_many_steps()
    {
        Random random = new(51);
        short[] expected = new short[EveryShort.Length], found = new short[EveryShort.Length];
        for (int trial = 0; trial < 300; trial++)
        {
            // Ratios from 2^-20 to 2^6: both ends of what vectors can do, and beyond; one in three a power of two.
            double exponent = (random.NextDouble() * 26) - 20;
            ActivationQuantizer quantizer = new(0, Math.Pow(2, -(trial % 3 == 0 ? Math.Round(exponent) : exponent)), 2 << (trial % 4), "test");
            quantizer.Apply(VectorPath.Scalar, EveryShort, expected);
            foreach (VectorPath path in VectorForms.Vectors)
            {
                quantizer.Apply(path, EveryShort, found);
                Assert.True(expected.AsSpan().SequenceEqual(found), $"{path}, ratio 2^{exponent}");
            }
        }
    }

    [Fact]
    public void Vectors_of_any_length_are_quantised_and_nothing_behind_them()
    {
        ActivationQuantizer quantizer = new(10, 0.013, 8, "test");
        foreach (VectorPath path in VectorForms.Vectors)
        {
            for (int length = 0; length < 100; length++)
            {
                short[] values = VectorForms.Shorts(new Random(length), length), expected = new short[length], found = new short[length + 40];
                quantizer.Apply(VectorPath.Scalar, values, expected);
                quantizer.Apply(path, values, found);
                Assert.Equal([.. expected, .. new short[40]], found);
            }
        }
    }

    [Fact]
    public void A_million_random_accumulators_are_requantised_as_by_the_scalar_form()
    {
        Random random = new(53);
        int compared = 0;
        for (int trial = 0; compared < 1_000_000; trial++)
        {
            int rows = random.Next(1, 700);
            double[] ratios = [.. Enumerable.Range(0, rows).Select(_ => random.Next(50) == 0 ? 0 : Math.Pow(2, (random.NextDouble() * 62) - 43))];
            (int low, int high) = (trial % 3) switch
            {
                0 => (short.MinValue, short.MaxValue),
                1 => Requantizer.CodeRange(2 << random.Next(4)),
                _ => (-(1 << 29), 1 << 29),
            };
            Requantizer requantizer = new(ratios, low, high, "test");
            int[] narrow = [.. Enumerable.Range(0, rows + 5).Select(_ => (int)Sum(random, 31))];
            long[] wide = [.. Enumerable.Range(0, rows + 5).Select(_ => Sum(random, 41))];
            Same<int, int>(requantizer, narrow, rows);
            Same<long, int>(requantizer, wide, rows);
            if (trial % 3 != 2)
            {
                Same<int, short>(requantizer, narrow, rows);
                Same<long, short>(requantizer, wide, rows);
            }

            compared += rows;
        }
    }

    [Fact]
    public void Accumulators_that_fall_on_halves_round_up_in_every_form()
    {
        int[] sums = [.. Enumerable.Range(-5000, 10_001)];
        foreach (double ratio in (double[])[0.5, 0.25, 1.0 / 1024, 1.5, 0.75, Math.ScaleB(1, -11) * 1365])
        {
            Requantizer requantizer = new([.. sums.Select(_ => ratio)], short.MinValue, short.MaxValue, "test");
            Same<int, short>(requantizer, sums, sums.Length);
            Same<long, short>(requantizer, [.. sums.Select(s => (long)s)], sums.Length);
        }
    }

    private static void Same<TSum, TOutput>(Requantizer requantizer, TSum[] sums, int rows)
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        TOutput[] expected = new TOutput[rows];
        requantizer.Apply<TSum, TOutput>(VectorPath.Scalar, sums, expected);
        foreach (VectorPath path in VectorForms.Vectors)
        {
            TOutput[] found = new TOutput[rows];
            requantizer.Apply<TSum, TOutput>(path, sums, found);
            Assert.Equal(expected, found);
        }
    }

    /// <summary>Of any magnitude up to the given bits, the ends of the range among them.</summary>
    private static long Sum(Random random, int bits) => random.Next(20) switch
    {
        0 => -(1L << bits),
        1 => (1L << bits) - 1,
        2 => 0,
        _ => random.NextInt64(-(1L << bits), 1L << bits) >> random.Next(bits),
    };
}
