using Conformance.Golden;

using Edge.Runtime.Numerics;

namespace Native.Checks;

/// <summary>The functions behind every table, and the tables through their users: floating point that must be the same bits everywhere.</summary>
internal static class TableChecks
{
    private const int Points = 4000;

    /// <summary>Runs the check.</summary>
    public static void Run(CheckReport report)
    {
        using ResultHash hash = new();
        for (int i = 1; i <= Points; i++)
        {
            hash.Add(ExactMath.Exp((i - (Points / 2)) / 5.0));
            hash.Add(ExactMath.Log(i * i / 7.0));
            hash.Add(ExactMath.CosTurn(i, Points));
            hash.Add(ExactMath.SinTurn(i, 511));
        }

        report.Add("exact functions", "double", hash.Finish());
        for (int x = short.MinValue; x <= short.MaxValue; x++)
        {
            hash.Add(GateSigmoid.Of((short)x));
        }

        report.Add("gate table", "scalar", hash.Finish());
        report.Add("softmax", "scalar", Softmax(hash));
    }

    private static string Softmax(ResultHash hash)
    {
        IntegerDraw draw = new(11);
        int[] logits = new int[61], logPosteriors = new int[logits.Length];
        for (int i = 0; i < Points; i++)
        {
            int limit = 1 << (4 + (i % 25));
            for (int k = 0; k < logits.Length; k++)
            {
                logits[k] = draw.Uniform(limit);
            }

            Log2Softmax.Apply(logits, logPosteriors);
            hash.Add<int>(logPosteriors);
        }

        return hash.Finish();
    }
}
