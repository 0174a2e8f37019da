using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// The first genomes of a guided search: 8 bits everywhere, and from there one gene at a time moved to each of its harmful values. They tell what each layer
/// bears, also where the platform's limits forbid the genome itself.
/// </summary>
internal static class SensitivityProbes
{
    private const int ReferenceBits = 8;

    /// <summary>The genomes, as codes, without repeats.</summary>
    /// <param name="layout">The genes.</param>
    public static IReadOnlyList<int[]> Of(GenomeLayout layout)
    {
        int[] reference = layout.Repair([.. layout.Genes.Select(Reference)]);
        List<int[]> probes = [reference];
        for (int gene = 0; gene < reference.Length; gene++)
        {
            foreach (int value in Harmful(layout.Genes[gene], reference[gene]))
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
}
