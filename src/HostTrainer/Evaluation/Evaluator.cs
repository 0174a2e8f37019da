using System.Runtime.InteropServices;
using System.Security.Cryptography;

using Edge.Runtime.Decoding;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Scoring;

using HostTrainer.Quantization;
using HostTrainer.Training.Checkpoints;

namespace HostTrainer.Evaluation;

/// <summary>Measures the phone error of a model on a corpus by running it, on all cores, with the same result for any number of them.</summary>
public static class Evaluator
{
    /// <summary>Runs the integer engine at a plan.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">Precisions.</param>
    /// <param name="set">A corpus with this model's features.</param>
    /// <param name="countSilence">Whether silence counts as a phone.</param>
    /// <param name="kernels">Kernels.</param>
    /// <param name="cache">Packed matrices to share between plans, or null.</param>
    /// <param name="cancellation">Stops between utterances.</param>
    public static EvaluationResult Run(
        RecognizerModel model,
        PrecisionPlan plan,
        EvaluationSet set,
        bool countSilence = false,
        KernelSet kernels = KernelSet.Best,
        PackedMatrixCache? cache = null,
        CancellationToken cancellation = default)
    {
        QuantizedNetwork network = new(model, plan, kernels, cache);
        List<EngineScorer> scorers = [];
        EvaluationResult result = Score(model, set, countSilence, cancellation, () =>
        {
            EngineScorer scorer = new(network);
            lock (scorers)
            {
                scorers.Add(scorer);
            }

            return scorer;
        });

        IEnumerable<double> updated = Enumerable.Range(0, network.Layers.Count).Select(layer =>
        {
            (long Updated, long Offered) sum = scorers.Select(s => s.Updates.ElementAt(layer))
                .Aggregate((Updated: 0L, Offered: 0L), (a, b) => (a.Updated + b.Updated, a.Offered + b.Offered));
            return (double)sum.Updated / Math.Max(1, sum.Offered);
        });
        return result with { UpdatedFraction = [.. updated] };
    }

    /// <summary>Runs the float master.</summary>
    /// <inheritdoc cref="Run"/>
    public static EvaluationResult RunFloat(
        RecognizerModel model, EvaluationSet set, bool countSilence = false, CancellationToken cancellation = default)
    {
        using FloatModel master = ModelExporter.ToFloat(model);
        return Score(model, set, countSilence, cancellation, () => new FloatScorer(master));
    }

    private static EvaluationResult Score(
        RecognizerModel model, EvaluationSet set, bool countSilence, CancellationToken cancellation, Func<IUtteranceScorer> scorer)
    {
        int count = set.Utterances.Count;
        IReadOnlyList<string>[] hypotheses = new IReadOnlyList<string>[count];
        byte[][] hashes = new byte[count][];
        double[] entropies = new double[count];
        long frames = 0;
        WorkerPool.Run(count, cancellation, () => (scorer(), new PhoneDecoder(model.Decoder, model.Topology.OutputDelay)), (state, i) =>
        {
            (IUtteranceScorer network, PhoneDecoder decoder) = state;
            int[] logPosteriors = network.LogPosteriors(set.Utterances[i].Features);
            hashes[i] = SHA256.HashData(MemoryMarshal.AsBytes<int>(logPosteriors));
            hypotheses[i] = Decode(decoder, logPosteriors, model);
            entropies[i] = Entropy(logPosteriors, model.Topology.Outputs);
            Interlocked.Add(ref frames, logPosteriors.Length / model.Topology.Outputs);
        });

        PhoneErrorReport report = new(countSilence);
        using IncrementalHash total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < count; i++)
        {
            EvaluationUtterance utterance = set.Utterances[i];
            report.Add(utterance.Speaker, utterance.Reference, hypotheses[i], utterance.LabelPath);
            total.AppendData(hashes[i]);
        }

        return new EvaluationResult(report, frames, entropies.Sum() / Math.Max(1, frames), Convert.ToHexStringLower(total.GetHashAndReset()), []);
    }

    private static IReadOnlyList<string> Decode(PhoneDecoder decoder, int[] logPosteriors, RecognizerModel model)
    {
        PhoneListSink sink = new();
        decoder.Reset();
        int outputs = model.Topology.Outputs;
        for (int at = 0; at < logPosteriors.Length; at += outputs)
        {
            decoder.Accept(logPosteriors.AsSpan(at, outputs), sink);
        }

        decoder.Finish(sink);
        return [.. sink.Phones.Select(p => model.Decoder.Phones[p.Phone])];
    }

    /// <summary>Summed over frames.</summary>
    private static double Entropy(int[] logPosteriors, int outputs)
    {
        double sum = 0;
        for (int at = 0; at < logPosteriors.Length; at += outputs)
        {
            sum += LogProbability.Entropy(logPosteriors.AsSpan(at, outputs));
        }

        return sum;
    }
}
