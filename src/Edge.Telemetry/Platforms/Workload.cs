using Edge.Runtime.Model;

namespace Edge.Telemetry.Platforms;

/// <summary>What a platform has to store and compute for one inference step of a network.</summary>
/// <param name="Name">Name of the topology.</param>
/// <param name="Layers">Products in data-path order (<c>L0 Pr1 L1 ... FC</c>).</param>
/// <param name="VectorElements">Elements that stay at 16 bits whatever the precision: recurrent vectors and biases.</param>
/// <param name="TotalOperations">Denominator of the speed-up: all operations of a step, those without a weight included.</param>
/// <param name="Fp32MiB">Size at 32 bits per number, numerator of the compression, MiB.</param>
/// <param name="ElementwiseShare">Share of all operations that counts as never faster than at 16 bits, 0 to 1.</param>
public sealed record Workload(
    string Name, IReadOnlyList<WorkloadLayer> Layers, long VectorElements, long TotalOperations, double Fp32MiB, double ElementwiseShare = 0)
{
    /// <summary>Bits in a MiB.</summary>
    public const double BitsPerMiB = 8.0 * 1024 * 1024;

    /// <summary>Bits of a vector element.</summary>
    public const int VectorBits = 16;

    /// <summary>Weights of all layers.</summary>
    public long Weights => Layers.Sum(l => l.Weights);

    /// <summary>Multiply-accumulates of all layers.</summary>
    public long Macs => Layers.Sum(l => l.Macs);

    /// <summary>Layer names in data-path order.</summary>
    public IReadOnlyList<string> LayerNames => [.. Layers.Select(l => l.Name)];

    /// <summary>Size at 32 bits per number, MiB.</summary>
    public static double ExactFp32MiB(IEnumerable<WorkloadLayer> layers, long vectorElements) =>
        32.0 * (layers.Sum(l => l.Weights) + vectorElements) / BitsPerMiB;

    /// <summary>
    /// The workload of an SRU network. Operations are the multiply-accumulates alone, so that all 16 bits scores a speed-up of 1.
    /// </summary>
    /// <param name="name">Name for the workload.</param>
    /// <param name="topology">The network.</param>
    public static Workload Of(string name, NetworkTopology topology)
    {
        WorkloadLayer[] layers = [.. topology.Matrices().Select(m => new WorkloadLayer(m.Name, m.Weights, m.Weights, m.Rows, m.Columns))];
        long vectors = topology.VectorElements();
        return new(name, layers, vectors, layers.Sum(l => l.Macs), ExactFp32MiB(layers, vectors));
    }

    /// <summary>Bits of all weights and vectors under a plan.</summary>
    /// <param name="layers">One entry per layer, in the same order and with the same names.</param>
    /// <exception cref="ArgumentException">The layers are not those of the network.</exception>
    public double StoredBits(IReadOnlyList<LayerPrecision> layers)
    {
        if (!layers.Select(l => l.Name).SequenceEqual(Layers.Select(l => l.Name)))
        {
            throw new ArgumentException($"the plan's layers are not those of {Name}", nameof(layers));
        }

        double bits = (double)VectorBits * VectorElements;
        for (int i = 0; i < layers.Count; i++)
        {
            bits += Layers[i].StoredBits(layers[i].WeightBits);
        }

        return bits;
    }
}
