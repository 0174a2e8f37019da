using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Beacons;

/// <summary>
/// How far apart the weights of two genomes are (MOHAQ): the sum over weight genes of the difference of log2 of their bits. Activations do not count, retrained
/// weights serve any of them.
/// </summary>
public static class BeaconDistance
{
    /// <summary>The distance, 0 or more.</summary>
    /// <param name="layout">The genes.</param>
    /// <param name="a">Values in gene order.</param>
    /// <param name="b">Values in gene order.</param>
    public static int Between(GenomeLayout layout, IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        int sum = 0;
        for (int i = 0; i < layout.Genes.Count; i++)
        {
            if (layout.Genes[i].Part is GenePart.Weight or GenePart.Both)
            {
                sum += Math.Abs(int.Log2(a[i]) - int.Log2(b[i]));
            }
        }

        return sum;
    }
}
