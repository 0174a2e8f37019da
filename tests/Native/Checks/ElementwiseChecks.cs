using Conformance.Golden;

using Edge.Runtime.Cells;
using Edge.Runtime.Features;
using Edge.Runtime.Numerics;

namespace Native.Checks;

/// <summary>Requantisation, quantiser, recurrence and front end by every form of code this machine has.</summary>
internal static class ElementwiseChecks
{
    private const int Rounds = 60;

    /// <summary>Runs the check.</summary>
    public static void Run(CheckReport report)
    {
        using ResultHash hash = new();
        foreach (VectorPath path in Forms.Paths)
        {
            report.Add("requantizer", Forms.Name(path), Requantize(hash, path));
            report.Add("quantizer", Forms.Name(path), Quantize(hash, path));
            report.Add("recurrence", Forms.Name(path), Recur(hash, path));
            report.Add("log-mel", Forms.Name(path), LogMel(hash, path));
        }
    }

    private static string Requantize(ResultHash hash, VectorPath path)
    {
        IntegerDraw draw = new(21);
        for (int round = 0; round < Rounds; round++)
        {
            int rows = 1 + (round * 7 % 130);
            double[] ratios = new double[rows];
            int[] narrow = new int[rows];
            long[] wide = new long[rows];
            for (int row = 0; row < rows; row++)
            {
                ratios[row] = Math.ScaleB(1 + (draw.Uniform(1000) / 2001.0), draw.Uniform(24) - 20);
                narrow[row] = draw.Uniform(int.MaxValue >> (round % 24) >> 1);
                wide[row] = (long)narrow[row] << (round % 10);
            }

            Requantizer shorts = new(ratios, short.MinValue, short.MaxValue, "check"), ints = new(ratios, -(1 << 29), 1 << 29, "check");
            short[] shortOutput = new short[rows];
            int[] intOutput = new int[rows];
            shorts.Apply<int, short>(path, narrow, shortOutput);
            hash.Add<short>(shortOutput);
            shorts.Apply<long, short>(path, wide, shortOutput);
            hash.Add<short>(shortOutput);
            ints.Apply<int, int>(path, narrow, intOutput);
            hash.Add<int>(intOutput);
            ints.Apply<long, int>(path, wide, intOutput);
            hash.Add<int>(intOutput);
        }

        return hash.Finish();
    }

    private static string Quantize(ResultHash hash, VectorPath path)
    {
        short[] values = new short[1 << 16], codes = new short[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (short)i;
        }

        foreach (int bits in (int[])[2, 4, 8, 16])
        {
            for (int step = 1; step < 200; step += 13)
            {
                new ActivationQuantizer(12, step / 64.0, bits, "check").Apply(path, values, codes);
                hash.Add<short>(codes);
            }
        }

        return hash.Finish();
    }

    private static string Recur(ResultHash hash, VectorPath path)
    {
        IntegerDraw draw = new(22);
        for (int round = 0; round < Rounds; round++)
        {
            int units = 1 + (round * 11 % 150);
            SruGates gates = new(
                Draw(draw, units, short.MaxValue), Draw(draw, units, short.MaxValue), Draw(draw, units, 20_000), Draw(draw, units, 20_000),
                RecurrentShift: 3 + (round % 20), SkipMultiplier: (1 << 20) + (draw.Uniform(500_000) & 0xFFFFF), SkipShift: 20);
            short[] state = Draw(draw, units, short.MaxValue), output = new short[units];
            for (int frame = 0; frame < 10; frame++)
            {
                short[] below = round % 2 == 0 ? [] : Draw(draw, units, short.MaxValue);
                SruCell.Step(path, Draw(draw, 4 * units, short.MaxValue), below, gates, 0, state, output);
                hash.Add<short>(state);
                hash.Add<short>(output);
            }
        }

        return hash.Finish();
    }

    private static string LogMel(ResultHash hash, VectorPath path)
    {
        short[] pcm = GoldenWave.Create();
        foreach (int bands in (int[])[23, 40, 80])
        {
            LogMelFilterbank filterbank = new(new FeatureOptions(MelBands: bands));
            short[] logMel = new short[bands];
            for (int at = 0; at + FeatureOptions.WindowSamples <= pcm.Length; at += FeatureOptions.HopSamples)
            {
                filterbank.Compute(path, pcm.AsSpan(at, FeatureOptions.WindowSamples), logMel);
                hash.Add<short>(logMel);
            }
        }

        return hash.Finish();
    }

    private static short[] Draw(IntegerDraw draw, int count, int limit)
    {
        short[] values = new short[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (short)draw.Uniform(limit);
        }

        return values;
    }
}
