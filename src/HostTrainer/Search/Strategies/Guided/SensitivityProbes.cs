using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// The first genomes of a guided search. They tell what each layer bears, also where the platform's limits forbid the genome itself.
/// </summary>
internal static class SensitivityProbes
{
    private const int ReferenceBits = 8;

    /// <summary>8 bits everywhere, and from there one gene at a time moved to each of its harmful values: what the weights bear that the search began with.</summary>
    /// <param name="layout">The genes.</param>
    /// <returns>Codes, without repeats.</returns>
    public static IReadOnlyList<int[]> Of(GenomeLayout layout) => Around(layout, layout.Repair([.. layout.Genes.Select(Reference)]), Harmful);

    /// <summary>
    /// The narrowest genome, and from there one gene at a time moved to its next value: what retrained weights bear, whose errors cannot be told from those of the
    /// weights the search began with. The narrowest comes first, so that the first beacon is retrained for it.
    /// </summary>
    /// <param name="layout">The genes.</param>
    /// <returns>Codes, without repeats.</returns>
    public static IReadOnlyList<int[]> Narrow(GenomeLayout layout) => Around(layout, layout.Narrowest(), Next);

    private static IReadOnlyList<int[]> Around(GenomeLayout layout, int[] reference, Func<Gene, int, IEnumerable<int>> values)
    {
        List<int[]> probes = [reference];
        for (int gene = 0; gene < reference.Length; gene++)
        {
            foreach (int value in values(layout.Genes[gene], reference[gene]))
            {
                int[] probe = [.. reference];
                probe[gene] = value;
                probes.Add(layout.Repair(probe));
            }
        }

        return [.. probes.Select(p => layout.Encode(p))];
    }

    private static int Reference(Gene gene) =>
        gene.Part == GenePart.Delta ? 0 : gene.Domain.Where(b => b <= ReferenceBits).DefaultIfEmpty(gene.Domain[0]).Max();

    private static IEnumerable<int> Harmful(Gene gene, int reference) =>
        gene.Part == GenePart.Delta ? [gene.Domain[^1]] : gene.Domain.Where(b => b < reference && b >= gene.Minimum);

    private static IEnumerable<int> Next(Gene gene, int reference) => gene.Domain.Where(v => v > reference).Take(1);
}
