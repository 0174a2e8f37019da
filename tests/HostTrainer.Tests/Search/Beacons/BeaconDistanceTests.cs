using HostTrainer.Search.Beacons;
using HostTrainer.Search.Genomes;

using Xunit;

namespace HostTrainer.Tests.Search.Beacons;

public sealed class BeaconDistanceTests
{
    private static readonly GenomeLayout Layout = GenomeLayout.Create(["L0", "Pr1", "L1", "Pr2", "L2", "Pr3", "L3", "FC"], sharedPrecision: false);

    /// <summary>The published beacons 152 and 199 of the four-layer SRU, weights 4 2 4 2 4 2 2 2 and 8 2 2 2 8 8 2 2.</summary>
    [Fact]
    public void The_published_beacons_are_five_apart()
    {
        int[] first = GenomeText.Parse("4 2 4 2 16 4 8 2 4 2 2 2 2 16 2 8", "test"), second = GenomeText.Parse("8 2 2 2 16 8 16 2 8 8 2 2 2 8 2 16", "test");
        Assert.Equal(5, BeaconDistance.Between(Layout, first, second));
        Assert.Equal(5, BeaconDistance.Between(Layout, second, first));
    }

    [Fact]
    public void Activations_do_not_count()
    {
        int[] narrow = [.. Layout.Genes.Select(g => g.Part == GenePart.Weight ? 4 : 2)], wide = [.. Layout.Genes.Select(g => g.Part == GenePart.Weight ? 4 : 16)];
        Assert.Equal(0, BeaconDistance.Between(Layout, narrow, wide));
    }

    [Fact]
    public void A_gene_for_weights_and_activations_counts_once()
    {
        GenomeLayout shared = GenomeLayout.Create(["L0", "Pr1", "L1", "FC"], sharedPrecision: true);
        Assert.Equal(1 + 2 + 0 + 3, BeaconDistance.Between(shared, [4, 4, 8, 16], [8, 16, 8, 2]));
    }
}
