namespace HostTrainer.Training.Losses;

/// <summary>Log-softmax of one row of logits.</summary>
internal static class Softmax
{
    /// <summary>Writes log probabilities (nats).</summary>
    /// <param name="logits">One value per class.</param>
    /// <param name="logProbabilities">Receives the result; may be the same memory.</param>
    /// <returns>The most likely class.</returns>
    public static int LogProbabilities(ReadOnlySpan<float> logits, Span<float> logProbabilities)
    {
        int best = 0;
        for (int k = 1; k < logits.Length; k++)
        {
            if (logits[k] > logits[best])
            {
                best = k;
            }
        }

        float top = logits[best];
        double sum = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            sum += MathF.Exp(logits[k] - top);
        }

        float log = top + (float)Math.Log(sum);
        for (int k = 0; k < logits.Length; k++)
        {
            logProbabilities[k] = logits[k] - log;
        }

        return best;
    }
}
