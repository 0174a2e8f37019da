using Edge.Telemetry.Platforms;

using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;
using HostTrainer.Tests.Platforms;

using Xunit;

namespace HostTrainer.Tests.Search;

public class FirstGenerationTests
{
    [Fact]
    public void Seed_1_draws_the_forty_networks_of_the_papers_first_generation()
    {
        GenomeLayout layout = GenomeLayout.Create(WorkloadCatalog.Open("sru4-paper").LayerNames, sharedPrecision: false);
        Nsga2 nsga = new(layout.CodeRanges(), 1, repair: codes => layout.Encode(layout.Repair(layout.Decode(codes))));

        string[] drawn = [.. nsga.Ask().Select(c => GenomeText.Format(layout.Decode(c.Point)))];

        Assert.Equal(CsvData.Rows("first-generation-sru4.csv").Select(r => r[1]), drawn);
        Assert.Equal(40, drawn.Length);
    }

    [Fact]
    public void The_repaired_output_activation_is_visible_beside_what_was_drawn()
    {
        GenomeLayout layout = GenomeLayout.Create(["L0", "FC"], sharedPrecision: false);
        Nsga2 nsga = new(layout.CodeRanges(), 1, repair: codes => layout.Encode(layout.Repair(layout.Decode(codes))));

        IReadOnlyList<Candidate> generation = nsga.Ask();

        Assert.Contains(generation, c => layout.Decode(c.Drawn)[3] == 2 && layout.Decode(c.Point)[3] == 4);
        Assert.DoesNotContain(generation, c => layout.Decode(c.Point)[3] == 2);
        Assert.Equal(generation.Count, generation.Select(c => GenomeText.Format(c.Point)).Distinct().Count());
    }
}
