using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Conformance.Golden;

/// <summary>
/// The test assembly as a program of its own. <c>hashes</c> prints every golden value as this process computes it, so that a test
/// can run it with instruction sets switched off; <c>write</c> replaces the committed values (<c>eng/golden</c>).
/// </summary>
internal static class GoldenProgram
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["hashes"]:
                PrintHashes();
                return 0;
            case ["write"]:
                ModelFile.Save(GoldenModel.Create(bidirectional: false), GoldenFile.ModelPath);
                ModelFile.Save(GoldenModel.CreatePrepared(), GoldenFile.PreparedModelPath);
                foreach ((string name, CellKind cell) in GoldenCells.Names)
                {
                    ModelFile.Save(GoldenModel.Create(bidirectional: false, cell), GoldenCells.PathOf(name));
                }

                GoldenMeasurement.Measure(ModelFile.Load(GoldenFile.ModelPath), ModelFile.Load(GoldenFile.PreparedModelPath)).Save();
                return 0;
            default:
                Console.Error.WriteLine("usage: Conformance hashes | write");
                return 2;
        }
    }

    /// <summary>First what this process may use, then lines of name, way and hash between tabs.</summary>
    private static void PrintHashes()
    {
        Console.Out.WriteLine($"avx512={Avx512F.IsSupported} avx2={Avx2.IsSupported} vectors={Vector128.IsHardwareAccelerated}");
        RecognizerModel model = ModelFile.Load(GoldenFile.ModelPath), prepared = ModelFile.Load(GoldenFile.PreparedModelPath);
        foreach (KernelSet kernels in (KernelSet[])[KernelSet.Scalar, KernelSet.Best])
        {
            foreach ((string name, string way, string hash) in GoldenMeasurement.Run(model, prepared, kernels))
            {
                Console.Out.WriteLine($"{name}\t{kernels}, {way}\t{hash}");
            }
        }
    }
}
