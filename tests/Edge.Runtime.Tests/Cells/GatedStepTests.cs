using Edge.Runtime.Cells;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Cells;

/// <summary>The element-wise part of LSTM, GRU and Li-GRU: vector forms against the scalar one, the scalar one against floating point.</summary>
public class GatedStepTests
{
    private const double Unit = 1.0 / (1 << CellFormats.UnitFractionBits);

    [Fact]
    public void A_million_random_units_give_the_bits_of_the_scalar_form()
    {
        Random random = new(51);
        int compared = 0;
        for (int trial = 0; compared < 1_000_000; trial++)
        {
            int units = random.Next(1, 400);
            GatedVectors vectors = GatedVectors.Random(random, units, trial % (CellFormats.UnitFractionBits + 1));
            compared += 4 * units;
            Compare<LstmStep>(vectors, trial);
            Compare<GruReset>(vectors, trial);
            Compare<GruStep>(vectors, trial);
            Compare<LiGruStep>(vectors, trial);
        }
    }

    [Fact]
    public void Every_candidate_gives_its_hyperbolic_tangent()
    {
        const int All = 1 << 16;
        short[] candidates = [.. Enumerable.Range(short.MinValue, All).Select(x => (short)x)];

        // An update gate that is shut lets the candidate through.
        GatedVectors vectors = new(All) { Candidate = candidates };
        vectors.Input.AsSpan(0, All).Fill(short.MinValue);
        (_, short[] output) = vectors.Run<GruStep>(VectorPath.Scalar);
        for (int i = 0; i < All; i++)
        {
            double exact = Math.Tanh(Math.ScaleB(candidates[i], -GateSigmoid.InputFractionBits) / 2);
            Assert.InRange(output[i] * Unit, exact - (1.5 * Unit), exact + (1.5 * Unit));
        }

        foreach (VectorPath path in VectorForms.Vectors)
        {
            Assert.Equal(output, vectors.Run<GruStep>(path).Output);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(14)]
    public void Lstm_follows_its_equations_at_every_state_format(int fractionBits)
    {
        const int Units = 500;
        Random random = new(52);
        double step = Math.ScaleB(1, -fractionBits);
        GatedVectors vectors = new(Units)
        {
            Input = [.. Enumerable.Range(0, 4 * Units).Select(_ => (short)random.Next(-3000, 3000))],
            State = [.. Enumerable.Range(0, Units).Select(_ => (short)Math.Clamp(random.Next(-3, 4) / step, -15_000, 15_000))],
            StateFractionBits = fractionBits,
        };
        (short[] state, short[] output) = vectors.Run<LstmStep>(VectorPath.Scalar);
        for (int j = 0; j < Units; j++)
        {
            double Gate(int gate) => 1 / (1 + Math.Exp(-Math.ScaleB(vectors.Input[(gate * Units) + j], -GateSigmoid.InputFractionBits)));
            double candidate = Math.Tanh(Math.ScaleB(vectors.Input[(3 * Units) + j], -GateSigmoid.InputFractionBits - 1));
            double next = (Gate(1) * vectors.State[j] * step) + (Gate(0) * candidate);
            Assert.InRange(state[j] * step, next - (1.1 * step) - (4 * Unit), next + (1.1 * step) + (4 * Unit));

            // Behind the rounded state only the table's error is left, and that of its 9 fraction bits.
            double exact = Gate(2) * Math.Tanh(state[j] * step);
            Assert.InRange(output[j] * Unit, exact - (12 * Unit), exact + (12 * Unit));
        }
    }

    [Fact]
    public void Sums_beyond_the_range_stay_at_its_end()
    {
        GatedVectors vectors = new(1) { StateFractionBits = 12, State = [short.MaxValue] };
        vectors.Input.AsSpan().Fill(20_000);
        vectors.Bias.AsSpan().Fill(20_000);
        vectors.Recurrent.AsSpan().Fill(20_000);
        vectors.Candidate[0] = 20_000;
        Assert.Equal(short.MaxValue, vectors.Run<LstmStep>(VectorPath.Scalar).State[0]);
        vectors.Input[0] = vectors.Bias[0] = vectors.Recurrent[0] = short.MinValue;
        Assert.Equal(short.MaxValue, vectors.Run<LiGruStep>(VectorPath.Scalar).Output[0]);
        vectors.Candidate[0] = vectors.Input[1] = vectors.Bias[1] = -20_000;
        Assert.Equal(0, vectors.Run<LiGruStep>(VectorPath.Scalar).Output[0]);
    }

    private static void Compare<TStep>(GatedVectors vectors, int trial)
        where TStep : IGatedStep
    {
        (short[] state, short[] output) = vectors.Run<TStep>(VectorPath.Scalar);
        foreach (VectorPath path in VectorForms.Vectors)
        {
            (short[] foundState, short[] foundOutput) = vectors.Run<TStep>(path, inPlace: trial % 2 == 0);
            Assert.True(state.AsSpan().SequenceEqual(foundState), $"state of {typeof(TStep).Name} by {path}, trial {trial}");
            Assert.True(output.AsSpan().SequenceEqual(foundOutput), $"output of {typeof(TStep).Name} by {path}, trial {trial}");
        }
    }
}
