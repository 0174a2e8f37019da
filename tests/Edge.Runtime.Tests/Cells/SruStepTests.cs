using Edge.Runtime.Cells;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Cells;

/// <summary>The vector forms of the recurrence against the scalar one.</summary>
public class SruStepTests
{
    private const int Gates = 1 << 16;

    [Theory]
    [InlineData(short.MaxValue, short.MinValue)]
    [InlineData(16_383, -16_384)]
    [InlineData(-16_384, 16_383)]
    public void Every_gate_input_gives_the_gate_of_the_scalar_form(short open, short shut)
    {
        // Open and shut value are as far apart as sums of 32 bits, and of 16 bits, allow: every unit of a gate is seen.
        short[] inputs = [.. Enumerable.Range(short.MinValue, Gates).Select(x => (short)x)];
        short[] products = [.. Filled(Gates, shut), .. inputs, .. inputs.Reverse(), .. Filled(Gates, shut)];
        SruGates gates = new(new short[Gates], new short[Gates], new short[Gates], new short[Gates], 15, 0, 0);
        (short[] state, short[] output) = Run(VectorPath.Scalar, products, [], gates, Filled(Gates, open));
        Assert.Equal(shut, state[0]);
        Assert.Equal(open, state[^1]);
        foreach (VectorPath path in VectorForms.Vectors)
        {
            (short[] foundState, short[] foundOutput) = Run(path, products, [], gates, Filled(Gates, open));
            Assert.Equal(state, foundState);
            Assert.Equal(output, foundOutput);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_million_random_units_give_the_bits_of_the_scalar_form(bool speechLike)
    {
        Random random = new(31);
        int compared = 0;
        for (int trial = 0; compared < 1_000_000; trial++)
        {
            int units = random.Next(1, 600), shift = trial % 31;
            bool fits = trial % 7 != 0;
            SruGates gates = RandomGates(random, units, shift, fits);
            Assert.True(gates.FitVectors || !fits);

            // States of speech are nearly always small enough for 16-bit products, here with a few exceptions.
            short[] products = speechLike ? VectorForms.Small(random, 4 * units, 15) : VectorForms.Shorts(random, 4 * units);
            short[] state = speechLike ? VectorForms.Small(random, units, Math.Clamp(shift + 1, 1, 15)) : VectorForms.Shorts(random, units);
            state[random.Next(units)] = VectorForms.Shorts(random, 1)[0];
            short[] below = trial % 2 == 0 ? [] : VectorForms.Shorts(random, units);
            (short[] expectedState, short[] expectedOutput) = Run(VectorPath.Scalar, products, below, gates, state);
            foreach (VectorPath path in VectorForms.Vectors)
            {
                (short[] foundState, short[] foundOutput) = Run(path, products, below, gates, state);
                Assert.True(expectedState.AsSpan().SequenceEqual(foundState), $"state by {path}, trial {trial}");
                Assert.True(expectedOutput.AsSpan().SequenceEqual(foundOutput), $"output by {path}, trial {trial}");
            }

            compared += units;
        }
    }

    [Fact]
    public void Summands_of_opposite_sign_beyond_the_range_of_the_gates_cancel_exactly()
    {
        const int Units = 32;
        foreach (int shift in (int[])[0, 13, 14, 15, 16, 17, 30])
        {
            SruGates gates = new(Filled(Units, short.MaxValue), Filled(Units, -short.MaxValue), Filled(Units, 20_000), Filled(Units, -20_000), shift, 0, 0);
            short[] products = [.. Filled(Units, 77), .. Filled(Units, short.MinValue), .. Filled(Units, short.MaxValue), .. Filled(Units, -9)];
            short[] state = [.. Enumerable.Range(0, Units).Select(i => (short)(i * 1000))];
            (short[] expectedState, short[] expectedOutput) = Run(VectorPath.Scalar, products, [], gates, state);
            foreach (VectorPath path in VectorForms.Vectors)
            {
                (short[] foundState, short[] foundOutput) = Run(path, products, [], gates, state);
                Assert.Equal(expectedState, foundState);
                Assert.Equal(expectedOutput, foundOutput);
            }
        }
    }

    private static SruGates RandomGates(Random random, int units, int shift, bool fits)
    {
        short[] Bias() => [.. VectorForms.Shorts(random, units).Select(b => fits ? Math.Clamp(b, (short)-26_000, (short)26_000) : b)];
        double ratio = Math.Pow(2, (random.NextDouble() * 16) - 13);
        (int multiplier, byte skipShift) = Requantizer.Decompose(ratio, "test");
        int smallest = fits ? -short.MaxValue : short.MinValue;
        return new SruGates(
            VectorForms.Shorts(random, units, smallest), VectorForms.Shorts(random, units, smallest), Bias(), Bias(), shift, multiplier, skipShift);
    }

    private static (short[] State, short[] Output) Run(VectorPath path, short[] products, short[] below, SruGates gates, short[] state)
    {
        short[] next = [.. state], output = new short[state.Length];
        SruCell.Step(path, products, below, gates, 0, next, output);
        return (next, output);
    }

    private static short[] Filled(int count, int value) => [.. Enumerable.Repeat((short)value, count)];
}
