using Edge.Runtime.Model;

namespace HostTrainer.Quantization;

/// <summary>
/// What the vectors of a network look like over calibration utterances. Clipping thresholds are found per utterance
/// (MMSE) and the median is kept, as the papers do; ranges are the largest seen.
/// </summary>
internal sealed class ActivationStatistics(NetworkTopology topology)
{
    private static readonly int[] IntegerBits = [2, 4, 8];

    private readonly List<float>[][] _clips =
        [.. Enumerable.Range(0, topology.MatrixCount).Select(_ => IntegerBits.Select(_ => new List<float>()).ToArray())];

    /// <summary>Largest magnitude entering each matrix, in data-path order.</summary>
    public double[] InputRange { get; } = new double[topology.MatrixCount];

    /// <summary>Largest magnitude of what each recurrent layer keeps in its state format.</summary>
    public double[] StateRange { get; } = new double[topology.Layers];

    /// <summary>Adds the vectors that entered a matrix during one utterance.</summary>
    public void AddInput(int matrix, ReadOnlySpan<float> values)
    {
        InputRange[matrix] = Math.Max(InputRange[matrix], Largest(values));
        for (int i = 0; i < IntegerBits.Length; i++)
        {
            _clips[matrix][i].Add(MmseClip.OfHistogram(values, IntegerBits[i]));
        }
    }

    /// <summary>Adds vectors of a recurrent layer's state.</summary>
    public void AddState(int layer, ReadOnlySpan<float> values) => StateRange[layer] = Math.Max(StateRange[layer], Largest(values));

    /// <summary>The clipping threshold of a matrix's input.</summary>
    /// <param name="matrix">Index in data-path order.</param>
    /// <param name="bits">2, 4 or 8.</param>
    public double Clip(int matrix, int bits)
    {
        List<float> clips = _clips[matrix][Array.IndexOf(IntegerBits, bits)];
        clips.Sort();
        const double Least = 1e-6;
        return Math.Max(Least, clips[clips.Count / 2]);
    }

    private static double Largest(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
