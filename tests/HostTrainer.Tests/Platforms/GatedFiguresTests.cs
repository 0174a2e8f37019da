using System.Globalization;

using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Genomes;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class GatedFiguresTests
{
    public static TheoryData<string[]> Figures()
    {
        TheoryData<string[]> data = [];
        foreach (string[] row in CsvData.Rows("gated-figures.csv"))
        {
            data.Add(row);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_row_of_the_second_paper_is_reproduced_to_the_printed_digits(string[] row)
    {
        CostAccounting accounting = row[3] == "paper" ? CostAccounting.Paper : CostAccounting.Corrected;
        Workload workload = WorkloadCatalog.Open(row[1], accounting, int.Parse(row[2], CultureInfo.InvariantCulture));
        IReadOnlyList<LayerPrecision> layers = GenomeText.ParseGenome(row[4], workload.LayerNames);

        PlatformCost cost = PlatformCatalog.Open("bitfusion").CreateModel().Evaluate(workload, layers);

        PrintedFigure.AssertEqual(row[0], row[5], cost.SizeMiB);
        PrintedFigure.AssertEqual(row[0], row[6], 100 - (100 / cost.Compression));
        PrintedFigure.AssertEqual(row[0], row[7], cost.Compression);
        PrintedFigure.AssertEqual(row[0], row[8], cost.Speedup);
    }

    [Fact]
    public void The_table_of_figures_is_complete()
    {
        ILookup<string, string[]> sections = CsvData.Rows("gated-figures.csv").ToLookup(r => r[0].Split(' ')[0]);

        Assert.Equal(2, sections["F.3"].Count());
        Assert.Equal(19, sections["G.1"].Count());
        Assert.Equal(7, sections["G.2"].Count());
        Assert.Equal(55, sections["G.5"].Count());
        Assert.Equal(80, sections["G.6"].Count());
    }

    [Theory]
    [InlineData("sru3-paper", 4423100, 16.906)]
    [InlineData("lstm4-paper", 14280200, 54.491)]
    [InlineData("gru5-paper", 13965050, 53.293)]
    [InlineData("ligru5-paper", 10019900, 38.244)]
    public void A_topology_has_the_published_weights_and_size(string topology, long weights, double fp32)
    {
        Workload workload = WorkloadCatalog.Open(topology);

        Assert.Equal(weights, workload.Weights);
        Assert.Equal(fp32, workload.Fp32MiB, 3);
    }

    [Fact]
    public void The_corrected_li_gru_keeps_half_of_the_recurrent_matrix_at_16_bits()
    {
        Workload paper = WorkloadCatalog.Open("ligru5-paper", CostAccounting.Paper, skip: 2);
        Workload corrected = WorkloadCatalog.Open("ligru5-paper", CostAccounting.Corrected, skip: 2);
        LayerPrecision[] layers = [.. paper.LayerNames.Select(n => new LayerPrecision(n, 4, 4))];

        // Three layers, 605,000 weights each: 12 bits more for a third, or for a half of them.
        Assert.Equal(3 * 605000 * 12 / 6.0, corrected.StoredBits(layers) - paper.StoredBits(layers), 3);
    }
}
