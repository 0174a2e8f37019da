using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Genomes;

using Xunit;

namespace HostTrainer.Tests.Search;

public class GenomeLayoutTests
{
    private static readonly IReadOnlyList<string> Sru4 = WorkloadCatalog.Open("sru4-paper").LayerNames;

    [Fact]
    public void Genes_are_in_the_papers_order()
    {
        string free = string.Join(' ', GenomeLayout.Create(Sru4, sharedPrecision: false).Genes.Select(g => g.Name));
        string shared = string.Join(' ', GenomeLayout.Create(Sru4, sharedPrecision: true).Genes.Select(g => g.Name));

        Assert.Equal("wL0 wL1 wL2 wL3 aL0 aL1 aL2 aL3 wPr1 wPr2 wPr3 aPr1 aPr2 aPr3 wFC aFC", free);
        Assert.Equal("L0 L1 L2 L3 Pr1 Pr2 Pr3 FC", shared);
        Assert.Equal(24, GenomeLayout.Create(WorkloadCatalog.Open("sru6-paper").LayerNames, sharedPrecision: false).Genes.Count);
    }

    [Fact]
    public void A_genome_becomes_a_plan_in_data_path_order_and_comes_back()
    {
        GenomeLayout layout = GenomeLayout.Create(Sru4, sharedPrecision: false);
        int[] genome = GenomeText.Parse("4 2 4 2 16 4 8 2 4 2 2 2 2 16 2 8", "test");

        PrecisionPlan plan = layout.ToPlan(genome, new string('0', 64));

        Assert.Equal(
            "L0 4x16, Pr1 4x2, L1 2x4, Pr2 2x2, L2 4x8, Pr3 2x16, L3 2x2, FC 2x8",
            string.Join(", ", plan.Layers.Select(l => $"{l.Name} {l.WeightBits}x{l.ActivationBits}")));
        Assert.Equal(genome, layout.FromLayers(plan.Layers.Reverse()));
        Assert.Equal(genome, layout.Decode(layout.Encode(genome)));
        Assert.Equal(PrecisionPlan.Parse(plan.ToJson(), "test").Layers, plan.Layers);
    }

    [Fact]
    public void Pairs_are_read_in_data_path_order_and_single_values_in_gene_order()
    {
        IReadOnlyList<LayerPrecision> pairs = GenomeText.ParseBits("4 16  4 2  2 4  2 2  4 8  2 16  2 2  2 8", Sru4);
        IReadOnlyList<LayerPrecision> single = GenomeText.ParseBits("8 4 4 4 16 4 4 4", Sru4);

        Assert.Equal(GenomeText.ParseGenome("4 2 4 2 16 4 8 2 4 2 2 2 2 16 2 8", Sru4), pairs);
        Assert.Equal(new LayerPrecision("Pr1", 16, 16), single[1]);
        Assert.Equal(new LayerPrecision("L0", 8, 8), single[0]);
    }

    [Theory]
    [InlineData("8 8 8")]
    [InlineData("")]
    [InlineData("3 4 4 4 4 4 4 4")]
    [InlineData("x 4 4 4 4 4 4 4")]
    [InlineData("-8 4 4 4 4 4 4 4")]
    public void A_wrong_genome_is_a_usage_error(string text)
    {
        EdgeException e = Assert.Throws<EdgeException>(() => GenomeText.ParseGenome(text, Sru4));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
    }

    [Fact]
    public void Repair_raises_the_output_activation_to_four_bits_and_nothing_else()
    {
        GenomeLayout layout = GenomeLayout.Create(["L0", "Pr1", "L1", "FC"], sharedPrecision: false);

        Assert.Equal([2, 2, 2, 2, 2, 2, 2, 4], layout.Repair([2, 2, 2, 2, 2, 2, 2, 2]));
    }

    [Theory]
    [InlineData(0, "2 2", "2 2")]
    [InlineData(1, "16 16", "16 16")]
    [InlineData(2, "16 16", "2 2")]
    public void A_candidate_path_stays_at_16_bits_or_has_those_of_the_gates(int skip, string first, string second)
    {
        GenomeLayout layout = GenomeLayout.Create(["x0", "h0", "c0", "x1", "h1", "c1", "FC"], sharedPrecision: false, skip: skip);

        Assert.Equal("wx0 wx1 wh0 wh1 ax0 ax1 ah0 ah1 wFC aFC", string.Join(' ', layout.Genes.Select(g => g.Name)));
        IReadOnlyList<LayerPrecision> layers = layout.ToLayers(layout.Narrowest());
        Assert.Equal([first, second], layers.Where(l => l.Name[0] == 'c').Select(l => $"{l.WeightBits} {l.ActivationBits}"));
        Assert.Equal(layout.Narrowest(), layout.FromLayers(layers));
    }

    [Fact]
    public void A_path_with_the_bits_of_the_gates_has_their_thresholds_to_choose_from()
    {
        GenomeLayout layout = GenomeLayout.Create(["x0", "h0", "c0", "FC"], sharedPrecision: false, delta: true, skip: 0);
        int[] genome = layout.FromLayers([new("x0", 4, 4, 0), new("h0", 4, 8, 0), new("c0", 4, 8, 16), new("FC", 8, 8, 0)]);

        Assert.Equal(new LayerPrecision("c0", 4, 8, 16), layout.ToLayers(layout.Repair(genome)).Single(l => l.Name == "c0"));
    }

    [Theory]
    [InlineData("L0 Pr1 L1 FC", 1)]
    [InlineData("x0 h0 c0 FC", 3)]
    public void An_option_without_meaning_is_a_usage_error(string layers, int skip) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<EdgeException>(() => GenomeLayout.Create(layers.Split(' '), sharedPrecision: false, skip: skip)).ExitCode);

    [Fact]
    public void Layers_of_another_kind_of_network_have_no_gene_order()
    {
        Assert.Throws<EdgeException>(() => GenomeLayout.Create(["c0", "c1", "FC"], sharedPrecision: false));
        Assert.Throws<EdgeException>(() => GenomeLayout.Create(["x0", "h0"], sharedPrecision: false));
    }

    [Fact]
    public void A_gated_network_has_input_paths_then_state_paths_then_the_output()
    {
        GenomeLayout layout = GenomeLayout.Create(["x0", "h0", "x1", "h1", "FC"], sharedPrecision: false);

        Assert.Equal(["x0", "x1", "h0", "h1", "x0", "x1", "h0", "h1", "FC", "FC"], layout.Genes.Select(g => g.Layer));
        Assert.Equal([GenePart.Weight, GenePart.Activation], layout.Genes.Select(g => g.Part).Distinct());
    }
}
