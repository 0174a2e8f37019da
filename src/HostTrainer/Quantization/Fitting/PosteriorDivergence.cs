using Edge.Runtime.Cells;
using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using HostTrainer.Evaluation;
using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;

namespace HostTrainer.Quantization.Fitting;

/// <summary>
/// How far the integer engine's posteriors are from the float network's over speech: Kullback-Leibler divergence in nats per frame. Needs no labels,
/// and tells plans apart that a phone error on the same speech cannot. Thread-safe.
/// </summary>
public sealed class PosteriorDivergence
{
    // In nats: what the float network finds less likely than this does not count.
    private const double Least = -15;

    private static readonly double Unit = Math.Log(2) / (1 << LogProbability.FractionBits);

    private readonly IReadOnlyList<short[]> _features;
    private readonly float[][] _reference;

    /// <summary>Computes the reference.</summary>
    /// <param name="model">The model; its master is the float reference.</param>
    /// <param name="speech">Network inputs of utterances, [frame x input], as the front end gives them.</param>
    public PosteriorDivergence(RecognizerModel model, IReadOnlyList<float[]> speech)
    {
        _features = [.. speech.Select(s => s.Select(v => Rounding.ToInt16(Rounding.Nearest(Math.ScaleB(v, StreamNormalizer.FractionBits)))).ToArray())];
        _reference = new float[speech.Count][];
        using FloatModel master = ModelExporter.ToFloat(model);
        WorkerPool.Run(speech.Count, CancellationToken.None, () => new FloatNetwork(master), (network, i) =>
            _reference[i] = LogSoftmax(network.Forward(speech[i], speech[i].Length / model.Topology.InputSize), model.Topology.Outputs));
    }

    /// <summary>Measures a plan.</summary>
    /// <param name="model">A model of the same topology as the reference.</param>
    /// <param name="plan">A plan for it.</param>
    /// <param name="cache">Packed matrices of a model with the same weights, or null.</param>
    /// <param name="cancellation">Stops between utterances.</param>
    public double Of(RecognizerModel model, PrecisionPlan plan, PackedMatrixCache? cache = null, CancellationToken cancellation = default)
    {
        QuantizedNetwork network = new(model, plan, KernelSet.Best, cache);
        double[] sums = new double[_features.Count];
        WorkerPool.Run(_features.Count, cancellation, () => new UtteranceNetwork(network), (engine, i) =>
            sums[i] = Divergence(_reference[i], engine.Run(_features[i])));
        return sums.Sum() / Math.Max(1, _reference.Sum(r => r.Length / model.Topology.Outputs));
    }

    private static double Divergence(float[] reference, int[] logPosteriors)
    {
        double sum = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            sum += reference[i] < Least ? 0 : Math.Exp(reference[i]) * (reference[i] - (logPosteriors[i] * Unit));
        }

        return sum;
    }

    private static float[] LogSoftmax(ReadOnlySpan<float> logits, int outputs)
    {
        float[] result = logits.ToArray();
        for (int at = 0; at < result.Length; at += outputs)
        {
            Span<float> frame = result.AsSpan(at, outputs);
            float largest = System.Numerics.Tensors.TensorPrimitives.Max<float>(frame);
            double sum = 0;
            foreach (float logit in frame)
            {
                sum += Math.Exp(logit - largest);
            }

            float normalizer = largest + (float)Math.Log(sum);
            foreach (ref float logit in frame)
            {
                logit -= normalizer;
            }
        }

        return result;
    }
}
