using Edge.Runtime.Decoding;

namespace HostTrainer.Training.Losses;

/// <summary>
/// The decoder's search space as probabilities: any phone may follow any phone by the bigram and stay for any number of frames.
/// </summary>
public sealed class PhoneLoop
{
    private readonly float[] _follow;
    private readonly float[] _start;
    private readonly float[] _end;

    /// <summary>Takes over a bigram.</summary>
    /// <param name="bigram">P + 1 rows of P + 1 log2 probabilities, as <see cref="DecoderModel.Bigram"/>.</param>
    public PhoneLoop(int[][] bigram)
    {
        Phones = bigram.Length - 1;
        _follow = new float[Phones * Phones];
        _start = new float[Phones];
        _end = new float[Phones];
        for (int p = 0; p < Phones; p++)
        {
            _start[p] = Probability(bigram[Phones][p]);
            _end[p] = Probability(bigram[p][Phones]);
            for (int q = 0; q < Phones; q++)
            {
                _follow[(p * Phones) + q] = Probability(bigram[p][q]);
            }
        }
    }

    /// <summary>Number of phones.</summary>
    public int Phones { get; }

    /// <summary>Probability of every first phone.</summary>
    public ReadOnlySpan<float> Start => _start;

    /// <summary>Probability of the end after every phone.</summary>
    public ReadOnlySpan<float> End => _end;

    /// <summary>Probability of every phone after one.</summary>
    public ReadOnlySpan<float> After(int phone) => _follow.AsSpan(phone * Phones, Phones);

    private static float Probability(int log2) => (float)Math.Pow(2, (double)log2 / (1 << LogProbability.FractionBits));
}
