using System.Runtime.InteropServices;
using System.Security.Cryptography;

using Edge.Runtime.Cells;
using Edge.Runtime.Features;
using Edge.Runtime.Numerics;
using Edge.Runtime.Tests.Cells;

namespace Edge.Runtime.Tests;

/// <summary>
/// The test assembly as a program of its own: prints the form of element-wise code that this process chooses, and the hash of
/// what every form it supports computes, so that a test can run it with instruction sets switched off.
/// </summary>
internal static class VectorFormProgram
{
    private const int Rounds = 50;
    private const int Units = 72;

    /// <summary>SHA-256 of everything element-wise on the same pseudo-random inputs.</summary>
    public static string Hash(VectorPath path)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Random random = new(81);
        for (int round = 0; round < Rounds; round++)
        {
            Recurrence(path, random, hash);
            Gated(path, GatedVectors.Random(random, Units, round % 15), hash);
            Quantisers(path, random, hash);
            FrontEnd(path, random, hash);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Main()
    {
        Console.Out.WriteLine(VectorPaths.Best);
        foreach (VectorPath path in VectorForms.Vectors.Prepend(VectorPath.Scalar))
        {
            Console.Out.WriteLine(Hash(path));
        }
    }

    private static void Recurrence(VectorPath path, Random random, IncrementalHash hash)
    {
        short[] Recurrent() => VectorForms.Shorts(random, Units, -short.MaxValue);
        short[] Bias() => [.. VectorForms.Shorts(random, Units).Select(b => (short)(b / 2))];
        SruGates gates = new(Recurrent(), Recurrent(), Bias(), Bias(), random.Next(31), 1_381_480, 19 + random.Next(3));
        short[] state = VectorForms.Shorts(random, Units), output = new short[Units];
        SruCell.Step(path, VectorForms.Shorts(random, 4 * Units), VectorForms.Shorts(random, Units), gates, 0, state, output);
        Append(hash, state);
        Append(hash, output);
    }

    private static void Gated(VectorPath path, GatedVectors vectors, IncrementalHash hash)
    {
        (short[] state, short[] output) = vectors.Run<LstmStep>(path);
        Append(hash, state);
        Append(hash, output);
        Append(hash, vectors.Run<GruReset>(path).Output);
        Append(hash, vectors.Run<GruStep>(path).Output);
        Append(hash, vectors.Run<LiGruStep>(path).Output);
    }

    private static void Quantisers(VectorPath path, Random random, IncrementalHash hash)
    {
        short[] codes = new short[Units];
        new ActivationQuantizer(9, 0.003 + random.NextDouble(), 8, "test").Apply(path, VectorForms.Shorts(random, Units), codes);
        Append(hash, codes);

        double[] ratios = [.. Enumerable.Range(0, Units).Select(_ => random.NextDouble())];
        Requantizer requantizer = new(ratios, short.MinValue, short.MaxValue, "test");
        int[] sums = [.. Enumerable.Range(0, Units).Select(_ => random.Next(-200_000, 200_000))], logits = new int[Units];
        requantizer.Apply<int, short>(path, sums, codes);
        Append(hash, codes);
        requantizer.Apply<long, short>(path, [.. sums.Select(s => 1000L * s)], codes);
        Append(hash, codes);
        Log2Softmax.Apply(path, sums, logits);
        hash.AppendData(MemoryMarshal.AsBytes<int>(logits));
    }

    private static void FrontEnd(VectorPath path, Random random, IncrementalHash hash)
    {
        FeatureOptions options = new();
        short[] logMel = new short[options.MelBands];
        new LogMelFilterbank(options).Compute(path, VectorForms.Shorts(random, FeatureOptions.WindowSamples), logMel);
        Append(hash, logMel);
        FeatureStatistics statistics = new(VectorForms.Shorts(random, logMel.Length), [.. Enumerable.Repeat((short)1500, logMel.Length)]);
        new StreamNormalizer(options, statistics).Normalize(path, logMel, logMel);
        Append(hash, logMel);
    }

    private static void Append(IncrementalHash hash, short[] values) => hash.AppendData(MemoryMarshal.AsBytes<short>(values));
}
