namespace HostTrainer.Training.Losses;

/// <summary>
/// Connectionist temporal classification (Graves et al. 2006): minus the log probability of the phone sequence, summed over all its
/// placements in time. The blank is the silence class, which is not scored either.
/// </summary>
/// <param name="blank">Class that stands for "nothing new".</param>
public sealed class ConnectionistTemporalLoss(int blank) : ITrainingLoss
{
    /// <inheritdoc/>
    public LossTally Accumulate(Span<float> logits, int classes, TrainingTarget target, float scale)
    {
        int frames = logits.Length / classes;
        int[] states = WithBlanks(target.Phones);
        if (frames < LeastFrames(target.Phones))
        {
            logits.Clear();
            return default;
        }

        for (int t = 0; t < frames; t++)
        {
            Span<float> line = logits.Slice(t * classes, classes);
            Softmax.LogProbabilities(line, line);
        }

        double[] forward = Forward(logits, classes, states, frames);
        double total = End(forward.AsSpan((frames - 1) * states.Length, states.Length));
        Backward(logits, classes, states, frames, forward, total, scale);
        return new LossTally(-total, frames, 0);
    }

    private static double[] Forward(ReadOnlySpan<float> logProbabilities, int classes, int[] states, int frames)
    {
        double[] alpha = new double[frames * states.Length];
        Array.Fill(alpha, double.NegativeInfinity);
        alpha[0] = logProbabilities[states[0]];
        if (states.Length > 1)
        {
            alpha[1] = logProbabilities[states[1]];
        }

        for (int t = 1; t < frames; t++)
        {
            Span<double> before = alpha.AsSpan((t - 1) * states.Length, states.Length);
            Span<double> now = alpha.AsSpan(t * states.Length, states.Length);
            for (int s = 0; s < states.Length; s++)
            {
                double sum = before[s];
                sum = s > 0 ? LogMath.Add(sum, before[s - 1]) : sum;
                sum = MaySkip(states, s) ? LogMath.Add(sum, before[s - 2]) : sum;
                now[s] = sum + logProbabilities[(t * classes) + states[s]];
            }
        }

        return alpha;
    }

    /// <summary>Runs backward in time and writes posterior-weighted gradients over the log probabilities.</summary>
    private static void Backward(Span<float> lines, int classes, int[] states, int frames, double[] alpha, double total, float scale)
    {
        int n = states.Length;
        double[] beta = new double[n];
        double[] next = new double[n];
        double[] occupancy = new double[classes];
        for (int t = frames - 1; t >= 0; t--)
        {
            Span<float> line = lines.Slice(t * classes, classes);
            for (int s = 0; s < n; s++)
            {
                beta[s] = t == frames - 1 ? (s >= n - 2 ? 0 : double.NegativeInfinity) : Reach(states, next, s);
            }

            Array.Clear(occupancy);
            for (int s = 0; s < n; s++)
            {
                occupancy[states[s]] += Math.Exp(alpha[(t * n) + s] + beta[s] - total);
                next[s] = beta[s] + line[states[s]];
            }

            for (int k = 0; k < classes; k++)
            {
                line[k] = (MathF.Exp(line[k]) - (float)occupancy[k]) * scale;
            }
        }
    }

    /// <summary>Log probability of everything after a state; <paramref name="next"/> holds the next frame's, emissions included.</summary>
    private static double Reach(int[] states, double[] next, int s)
    {
        double sum = next[s];
        sum = s + 1 < states.Length ? LogMath.Add(sum, next[s + 1]) : sum;
        return s + 2 < states.Length && MaySkip(states, s + 2) ? LogMath.Add(sum, next[s + 2]) : sum;
    }

    private static double End(ReadOnlySpan<double> last) => last.Length == 1 ? last[0] : LogMath.Add(last[^1], last[^2]);

    /// <summary>A phone may follow the phone two states before directly unless the two are the same.</summary>
    private static bool MaySkip(int[] states, int s) => s >= 2 && s % 2 == 1 && states[s] != states[s - 2];

    private static int LeastFrames(int[] phones)
    {
        int frames = Math.Max(1, phones.Length);
        for (int i = 1; i < phones.Length; i++)
        {
            frames += phones[i] == phones[i - 1] ? 1 : 0;
        }

        return frames;
    }

    private int[] WithBlanks(int[] phones)
    {
        int[] states = new int[(2 * phones.Length) + 1];
        Array.Fill(states, blank);
        for (int i = 0; i < phones.Length; i++)
        {
            states[(2 * i) + 1] = phones[i];
        }

        return states;
    }
}
