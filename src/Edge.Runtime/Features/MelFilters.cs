using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// Triangular filters of unit area on the mel scale of O'Shaughnessy (1127 ln(1 + f/700)): for every band its first bin and weights
/// for consecutive bins, padded with zeros to whole blocks of <see cref="Lanes"/>. Immutable.
/// </summary>
internal sealed unsafe class MelFilters
{
    /// <summary>Weights of a block.</summary>
    public const int Lanes = 8;

    private readonly AlignedBuffer<int> _firstBin;
    private readonly AlignedBuffer<int> _blocks;
    private readonly AlignedBuffer<float> _weights;

    /// <summary>Builds the filters.</summary>
    /// <param name="options">Bands and band edges.</param>
    public MelFilters(FeatureOptions options)
    {
        double low = Mel(options.LowHz), high = Mel(options.HighHz);
        Count = options.MelBands;
        _firstBin = new AlignedBuffer<int>(Count);
        _blocks = new AlignedBuffer<int>(Count);
        List<float> weights = [];
        for (int b = 0; b < Count; b++)
        {
            double Edge(int i) => low + ((high - low) * (b + i) / (Count + 1));
            (_firstBin.Span[b], float[] band) = Band(Edge(0), Edge(1), Edge(2));
            _blocks.Span[b] = band.Length / Lanes;
            weights.AddRange(band);
        }

        _weights = new AlignedBuffer<float>(weights.Count);
        weights.CopyTo(_weights.Span);
    }

    /// <summary>Number of bands.</summary>
    public int Count { get; }

    /// <summary>First bin of each band.</summary>
    public int* FirstBin => _firstBin.Pointer;

    /// <summary>Blocks of each band.</summary>
    public int* Blocks => _blocks.Pointer;

    /// <summary>Weights of all bands one after the other.</summary>
    public float* Weights => _weights.Pointer;

    private static double Mel(double hertz) => 1127 * ExactMath.Log(1 + (hertz / 700));

    private static (int FirstBin, float[] Weights) Band(double left, double centre, double right)
    {
        double[] weights = new double[RealFft512.Bins];
        double area = 0;
        int first = -1, last = -1;
        for (int k = 0; k < weights.Length; k++)
        {
            double mel = Mel((double)k * FeatureOptions.SampleRate / RealFft512.Size);
            double w = Math.Min((mel - left) / (centre - left), (right - mel) / (right - centre));
            if (w > 0)
            {
                weights[k] = w;
                area += w;
                first = first < 0 ? k : first;
                last = k;
            }
        }

        if (first < 0)
        {
            // A band narrower than one bin takes the bin nearest to its centre.
            double hertz = 700 * (ExactMath.Exp(centre / 1127) - 1);
            first = last = (int)Rounding.Nearest(hertz * RealFft512.Size / FeatureOptions.SampleRate);
            weights[first] = area = 1;
        }

        float[] padded = new float[(last - first + Lanes) / Lanes * Lanes];
        for (int k = first; k <= last; k++)
        {
            padded[k - first] = (float)(weights[k] / area);
        }

        return (first, padded);
    }
}
