using Conformance.Golden;

using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Native.Checks;

/// <summary>The conformance tests' small model on their synthetic sound: front end, network and decoder, as streams and as utterances.</summary>
internal static class GoldenChecks
{
    /// <summary>Runs the check.</summary>
    public static void Run(CheckReport report)
    {
        RecognizerModel model = GoldenModel.Create(bidirectional: false);
        short[] pcm = GoldenWave.Create();
        short[] features = GoldenRun.Features(model, pcm);
        report.Add("features", "stream", GoldenRun.Hash(features));
        foreach (KernelSet set in Forms.Kernels)
        {
            Run(report, model, set, pcm, features);
        }
    }

    private static void Run(CheckReport report, RecognizerModel model, KernelSet set, short[] pcm, short[] features)
    {
        foreach ((string name, PrecisionPlan plan) in GoldenPlans.Of(model))
        {
            QuantizedNetwork network = new(model, plan, set);
            GoldenStream stream = GoldenRun.Stream(network, pcm);
            report.Add($"{name} posteriors", $"{Forms.Name(set)}, stream", stream.Posteriors);
            report.Add($"{name} phones", $"{Forms.Name(set)}, stream", stream.Phones);
            report.Add($"{name} posteriors", $"{Forms.Name(set)}, utterance", GoldenRun.Utterance(network, features));
        }
    }
}
