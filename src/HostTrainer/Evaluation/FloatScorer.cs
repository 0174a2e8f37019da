using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using HostTrainer.Training;
using HostTrainer.Training.Checkpoints;

namespace HostTrainer.Evaluation;

/// <summary>The float master: the trainer's own forward pass in float32, softmax in double.</summary>
internal sealed class FloatScorer(FloatModel model) : IUtteranceScorer
{
    private readonly FloatNetwork _network = new(model);

    public int[] LogPosteriors(short[] features)
    {
        NetworkTopology topology = model.Topology;
        int frames = (features.Length / topology.InputSize) + topology.OutputDelay;
        float[] inputs = new float[frames * topology.InputSize];
        for (int i = 0; i < features.Length; i++)
        {
            inputs[i] = (float)Math.ScaleB(features[i], -StreamNormalizer.FractionBits);
        }

        ReadOnlySpan<float> logits = _network.Forward(inputs, frames);
        int[] result = new int[frames * topology.Outputs];
        for (int t = 0; t < frames; t++)
        {
            LogSoftmax(logits.Slice(t * topology.Outputs, topology.Outputs), result.AsSpan(t * topology.Outputs, topology.Outputs));
        }

        return result;
    }

    private static void LogSoftmax(ReadOnlySpan<float> logits, Span<int> output)
    {
        double largest = float.MinValue, sum = 0;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        double normalizer = largest + Math.Log(sum);
        for (int i = 0; i < output.Length; i++)
        {
            double log2 = (logits[i] - normalizer) / Math.Log(2);
            output[i] = (int)Math.Max(LogProbability.Never, Rounding.Nearest(log2 * (1 << LogProbability.FractionBits)));
        }
    }
}
