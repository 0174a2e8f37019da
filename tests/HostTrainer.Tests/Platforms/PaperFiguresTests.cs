using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Genomes;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class PaperFiguresTests
{
    public static TheoryData<string, string, string, string, string, string, string, string> Figures()
    {
        TheoryData<string, string, string, string, string, string, string, string> data = [];
        foreach (string[] r in CsvData.Rows("paper-figures.csv"))
        {
            data.Add(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_row_of_the_papers_is_reproduced_to_the_printed_digits(
        string row, string topology, string platform, string genome, string size, string compression, string speedup, string energy)
    {
        Workload workload = WorkloadCatalog.Open(topology);
        IReadOnlyList<LayerPrecision> layers = GenomeText.ParseGenome(genome, workload.LayerNames);

        PlatformCost cost = PlatformCatalog.Open(platform).CreateModel().Evaluate(workload, layers);

        PrintedFigure.AssertEqual(row, size, cost.SizeMiB);
        PrintedFigure.AssertEqual(row, compression, cost.Compression);
        PrintedFigure.AssertEqual(row, speedup, cost.Speedup);
        PrintedFigure.AssertEqual(row, energy, cost.EnergyMicrojoule);
        Assert.True(cost.Feasible, row);
    }

    [Fact]
    public void The_table_of_figures_is_complete()
    {
        ILookup<string, string[]> sections = CsvData.Rows("paper-figures.csv").ToLookup(r => r[0].Split(' ')[0]);

        Assert.Equal(7, sections["D.4"].Count());
        Assert.Equal(4, sections["F.3"].Count());
        Assert.Equal(9, sections["G.2"].Count());
        Assert.Equal(11, sections["G.3"].Count());
        Assert.Equal(40, sections["G.6"].Count());
    }

    [Theory]
    [InlineData("sru4-paper", "51.11")]
    [InlineData("sru6-paper", "55.41")]
    public void The_ceiling_on_bitfusion_has_every_layer_at_two_bits_and_the_output_activation_at_four(string topology, string ceiling)
    {
        Workload workload = WorkloadCatalog.Open(topology);
        GenomeLayout layout = GenomeLayout.Create(workload.LayerNames, sharedPrecision: false);
        int[] lowest = layout.Repair([.. layout.Genes.Select(g => g.Domain[0])]);

        PlatformCost cost = PlatformCatalog.Open("bitfusion").CreateModel().Evaluate(workload, layout.ToLayers(lowest));

        PrintedFigure.AssertEqual(topology, ceiling, cost.Speedup);
    }

    [Theory]
    [InlineData(16, 16, 1)]
    [InlineData(16, 8, 2)]
    [InlineData(8, 16, 2)]
    [InlineData(8, 8, 4)]
    [InlineData(16, 4, 4)]
    [InlineData(4, 16, 4)]
    [InlineData(8, 4, 8)]
    [InlineData(4, 8, 8)]
    [InlineData(16, 2, 8)]
    [InlineData(2, 16, 8)]
    [InlineData(4, 4, 16)]
    [InlineData(8, 2, 16)]
    [InlineData(2, 8, 16)]
    [InlineData(4, 2, 32)]
    [InlineData(2, 4, 32)]
    [InlineData(2, 2, 64)]
    public void Bitfusion_speeds_up_one_product_by_256_over_the_product_of_bits(int weightBits, int activationBits, double speedup)
    {
        Workload one = new("one", [new WorkloadLayer("L0", 100, 100)], 0, 100, 1);

        PlatformCost cost = PlatformCatalog.Open("bitfusion").CreateModel().Evaluate(one, [new LayerPrecision("L0", weightBits, activationBits)]);

        Assert.Equal(speedup, cost.Speedup);
        Assert.Null(cost.EnergyMicrojoule);
    }
}
