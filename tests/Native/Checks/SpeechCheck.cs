using System.Globalization;
using System.Runtime.InteropServices;

using Conformance.Golden;

using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Native.Checks;

/// <summary>A model file on a recording, as the device runs it.</summary>
internal static class SpeechCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="report">Receives the model's hash, and posteriors and phones at each width.</param>
    /// <param name="args">Model file, file of raw 16 kHz int16 samples, and the widths of weights and activations.</param>
    public static void Run(CheckReport report, string[] args)
    {
        RecognizerModel model = ModelFile.Load(args[0]);
        report.Add("model", "file", model.Hash);
        short[] pcm = MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(args[1])).ToArray();
        foreach (string bits in args[2..])
        {
            int width = int.Parse(bits, CultureInfo.InvariantCulture);
            GoldenStream stream = GoldenRun.Stream(new QuantizedNetwork(model, model.UniformPlan(width, width), KernelSet.Best), pcm);
            report.Add($"{bits} bit posteriors", "stream", stream.Posteriors);
            report.Add($"{bits} bit phones", "stream", stream.Phones);
        }
    }
}
