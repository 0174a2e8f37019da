using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Conformance.Golden;

/// <summary>Computes every golden value in every way that must give the same bits.</summary>
internal static class GoldenMeasurement
{
    /// <summary>The values by name: one line each in a child process's output.</summary>
    /// <param name="model">The committed small model.</param>
    /// <param name="prepared">The committed small model with prepared codes.</param>
    /// <param name="kernels">Which kernels to use.</param>
    public static IEnumerable<(string Name, string Way, string Hash)> Run(RecognizerModel model, RecognizerModel prepared, KernelSet kernels)
    {
        short[] pcm = GoldenWave.Create();
        short[] features = GoldenRun.Features(model, pcm);
        yield return ("features", "stream", GoldenRun.Hash(features));
        foreach ((string name, PrecisionPlan plan) in GoldenPlans.Of(model))
        {
            foreach ((string form, PrecisionPlan same) in GoldenPlans.SameBits(plan))
            {
                QuantizedNetwork network = new(model, same, kernels);
                GoldenStream stream = GoldenRun.Stream(network, pcm);
                yield return ($"{name} posteriors", $"stream, {form}", stream.Posteriors);
                yield return ($"{name} phones", $"stream, {form}", stream.Phones);
                yield return ($"{name} posteriors", $"utterance, {form}", GoldenRun.Utterance(network, features));
            }
        }

        foreach ((string name, PrecisionPlan plan) in GoldenPlans.Of(prepared))
        {
            yield return ($"prepared {name}", "stream", GoldenRun.Stream(new QuantizedNetwork(prepared, plan, kernels), pcm).Posteriors);
        }

        foreach ((string Name, string Way, string Hash) value in Bidirectional(kernels, features).Concat(GoldenCells.Run(kernels, pcm, features)))
        {
            yield return value;
        }
    }

    /// <summary>The committed values under the names of <see cref="Run"/>.</summary>
    public static IReadOnlyDictionary<string, string> Expected(GoldenFile golden)
    {
        Dictionary<string, string> expected = new() { ["features"] = golden.Features };
        foreach ((string plan, GoldenStream stream) in golden.Streams)
        {
            expected[$"{plan} posteriors"] = stream.Posteriors;
            expected[$"{plan} phones"] = stream.Phones;
        }

        foreach ((string plan, string hash) in golden.Prepared)
        {
            expected[$"prepared {plan}"] = hash;
        }

        foreach ((string plan, string hash) in golden.Bidirectional)
        {
            expected[$"bidirectional {plan}"] = hash;
        }

        foreach ((string name, string hash) in GoldenCells.Expected(golden))
        {
            expected[name] = hash;
        }

        return expected;
    }

    /// <summary>Golden values as the scalar kernels compute them.</summary>
    public static GoldenFile Measure(RecognizerModel model, RecognizerModel prepared)
    {
        Dictionary<string, string> found = [];
        foreach ((string name, string way, string hash) in Run(model, prepared, KernelSet.Scalar))
        {
            if (found.GetValueOrDefault(name, hash) != hash)
            {
                throw new InvalidOperationException($"{name}: '{way}' gives other bits than the ways before it");
            }

            found[name] = hash;
        }

        IEnumerable<string> plans = GoldenPlans.Of(model).Keys;
        return new GoldenFile(
            1,
            model.Hash,
            found["features"],
            plans.ToDictionary(p => p, p => new GoldenStream(found[$"{p} posteriors"], found[$"{p} phones"])),
            prepared.Hash,
            plans.ToDictionary(p => p, p => found[$"prepared {p}"]),
            plans.ToDictionary(p => p, p => found[$"bidirectional {p}"]),
            GoldenCells.Of(found),
            GoldenSpeech.Measure());
    }

    private static IEnumerable<(string Name, string Way, string Hash)> Bidirectional(KernelSet kernels, short[] features)
    {
        RecognizerModel model = GoldenModel.Create(bidirectional: true);
        foreach ((string name, PrecisionPlan plan) in GoldenPlans.Of(model))
        {
            foreach ((string form, PrecisionPlan same) in GoldenPlans.SameBits(plan))
            {
                yield return ($"bidirectional {name}", $"utterance, {form}", GoldenRun.Utterance(new QuantizedNetwork(model, same, kernels), features));
            }
        }
    }
}
