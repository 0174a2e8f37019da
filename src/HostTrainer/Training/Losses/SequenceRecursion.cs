namespace HostTrainer.Training.Losses;

/// <summary>Forward-backward over all placements in time of one known phone sequence, in logarithms.</summary>
internal sealed class SequenceRecursion(PhoneLoop loop)
{
    private double[] _alpha = [];
    private double[] _beta = [];
    private double[] _next = [];

    /// <summary>Takes every state's share off the gradient.</summary>
    /// <param name="scores">Log scores, row-major [frames, phones].</param>
    /// <param name="sequence">Phones, at least one, at most as many as frames.</param>
    /// <param name="shares">Row-major [frames, phones]; receives the share of every phone in every frame.</param>
    /// <returns>Log of the sum over all placements, bigram included.</returns>
    public double Run(ReadOnlySpan<float> scores, ReadOnlySpan<int> sequence, Span<float> shares)
    {
        int phones = loop.Phones;
        int frames = scores.Length / phones;
        int states = sequence.Length;
        if (_alpha.Length < frames * states)
        {
            _alpha = new double[frames * states];
        }

        if (_beta.Length < states)
        {
            _beta = new double[states];
            _next = new double[states];
        }

        Forward(scores, sequence, frames);
        double total = _alpha[(frames * states) - 1] + Math.Log(loop.End[sequence[^1]]);
        Backward(scores, sequence, frames, total, shares);
        return total;
    }

    private void Forward(ReadOnlySpan<float> scores, ReadOnlySpan<int> sequence, int frames)
    {
        int states = sequence.Length;
        for (int t = 0; t < frames; t++)
        {
            for (int s = 0; s < states; s++)
            {
                double arrived = double.NegativeInfinity;
                if (t > 0)
                {
                    arrived = _alpha[((t - 1) * states) + s];
                    arrived = s > 0 ? LogMath.Add(arrived, _alpha[((t - 1) * states) + s - 1] + Step(sequence, s)) : arrived;
                }
                else if (s == 0)
                {
                    arrived = Math.Log(loop.Start[sequence[0]]);
                }

                _alpha[(t * states) + s] = arrived + scores[(t * loop.Phones) + sequence[s]];
            }
        }
    }

    private void Backward(ReadOnlySpan<float> scores, ReadOnlySpan<int> sequence, int frames, double total, Span<float> shares)
    {
        int states = sequence.Length;
        shares.Clear();
        for (int t = frames - 1; t >= 0; t--)
        {
            for (int s = 0; s < states; s++)
            {
                if (t == frames - 1)
                {
                    _beta[s] = s == states - 1 ? Math.Log(loop.End[sequence[s]]) : double.NegativeInfinity;
                }
                else
                {
                    _beta[s] = s + 1 < states ? LogMath.Add(_next[s], _next[s + 1] + Step(sequence, s + 1)) : _next[s];
                }

                int at = (t * loop.Phones) + sequence[s];
                shares[at] += (float)Math.Exp(_alpha[(t * states) + s] + _beta[s] - total);
            }

            for (int s = 0; s < states; s++)
            {
                _next[s] = _beta[s] + scores[(t * loop.Phones) + sequence[s]];
            }
        }
    }

    /// <summary>Log probability of the phone of state <paramref name="s"/> after the one before it.</summary>
    private double Step(ReadOnlySpan<int> sequence, int s) => Math.Log(loop.After(sequence[s - 1])[sequence[s]]);
}
