using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Genomes;

/// <summary>
/// The declared order and domains of the numbers a search varies (MOHAQ's gene order): weights of all L layers, activations of
/// all L layers, weights of all projections, activations of all projections, weight and activation of FC. Where a platform
/// shares the precision of weights and activations: L layers, projections, FC, one gene each.
/// </summary>
public sealed class GenomeLayout
{
    /// <summary>
    /// FC activations drawn at 2 bits run at 4: at 2 bits decoding loses all discrimination and becomes very slow.
    /// </summary>
    public const int MinimumOutputActivationBits = 4;

    private const string OutputLayer = "FC";
    private readonly IReadOnlyList<string> _layerNames;

    private GenomeLayout(IReadOnlyList<string> layerNames, IReadOnlyList<Gene> genes)
    {
        _layerNames = layerNames;
        Genes = genes;
    }

    /// <summary>The genes in order.</summary>
    public IReadOnlyList<Gene> Genes { get; }

    /// <summary>The layout for an SRU network.</summary>
    /// <param name="layerNames">Layer names in data-path order: <c>L0 Pr1 L1 ... FC</c>.</param>
    /// <param name="sharedPrecision">One gene per layer for weights and activations together.</param>
    /// <param name="domain">Bit widths to draw from; null for 2, 4, 8 and 16.</param>
    /// <exception cref="EdgeException">The layers are not those of an SRU network.</exception>
    public static GenomeLayout Create(IReadOnlyList<string> layerNames, bool sharedPrecision, IReadOnlyList<int>? domain = null)
    {
        string[] recurrent = [.. layerNames.Where(n => IsNumbered(n, "L"))];
        string[] projections = [.. layerNames.Where(n => IsNumbered(n, "Pr"))];
        if (recurrent.Length == 0 || layerNames.Count(n => n == OutputLayer) != 1 || recurrent.Length + projections.Length + 1 != layerNames.Count)
        {
            throw EdgeException.BadInput(
                "a genome order is defined for layers named L0, Pr1, L1 ... FC", string.Join(' ', layerNames), "give --bits in data-path order instead");
        }

        IReadOnlyList<int> bits = domain ?? BitWidths.All;
        string[][] groups = [recurrent, projections, [OutputLayer]];
        GenePart[] parts = sharedPrecision ? [GenePart.Both] : [GenePart.Weight, GenePart.Activation];
        return new GenomeLayout(
            layerNames,
            [.. from layers in groups from part in parts from layer in layers select new Gene(layer, part, bits, Minimum(layer, part, bits))]);
    }

    /// <summary>The genome with every value below its gene's minimum raised to it.</summary>
    /// <param name="bits">One value per gene.</param>
    public int[] Repair(IReadOnlyList<int> bits) => [.. Genes.Select((gene, i) => Math.Max(bits[i], gene.MinimumBits))];

    /// <summary>The range of every gene's code: 1 stands for the first bit width of its domain.</summary>
    public IReadOnlyList<VariableRange> CodeRanges() => [.. Genes.Select(g => new VariableRange(1, g.Domain.Count))];

    /// <summary>The bit widths of codes.</summary>
    public int[] Decode(IReadOnlyList<int> codes) => [.. Genes.Select((gene, i) => gene.Domain[codes[i] - 1])];

    /// <summary>The codes of bit widths, each of which is in its gene's domain.</summary>
    public int[] Encode(IReadOnlyList<int> bits) => [.. Genes.Select((gene, i) => gene.Domain.Index().First(d => d.Item == bits[i]).Index + 1)];

    /// <summary>The layers' precisions in data-path order.</summary>
    /// <param name="bits">One value per gene, in gene order; used as given, without repair.</param>
    public IReadOnlyList<LayerPrecision> ToLayers(IReadOnlyList<int> bits)
    {
        if (bits.Count != Genes.Count)
        {
            throw new ArgumentException($"{bits.Count} values for {Genes.Count} genes", nameof(bits));
        }

        Dictionary<string, LayerPrecision> layers = _layerNames.ToDictionary(n => n, n => new LayerPrecision(n, 0, 0));
        for (int i = 0; i < bits.Count; i++)
        {
            LayerPrecision layer = layers[Genes[i].Layer];
            layers[layer.Name] = Genes[i].Part switch
            {
                GenePart.Weight => layer with { WeightBits = bits[i] },
                GenePart.Activation => layer with { ActivationBits = bits[i] },
                _ => layer with { WeightBits = bits[i], ActivationBits = bits[i] },
            };
        }

        return [.. _layerNames.Select(n => layers[n])];
    }

    /// <summary>The genome of given precisions.</summary>
    /// <param name="layers">One entry per layer, in any order. Where a gene sets both parts its weight bits are taken.</param>
    public int[] FromLayers(IEnumerable<LayerPrecision> layers)
    {
        Dictionary<string, LayerPrecision> byName = layers.ToDictionary(l => l.Name);
        return [.. Genes.Select(g => g.Part == GenePart.Activation ? byName[g.Layer].ActivationBits : byName[g.Layer].WeightBits)];
    }

    /// <summary>The plan a genome stands for, dense.</summary>
    /// <param name="bits">One value per gene.</param>
    /// <param name="modelHash">SHA-256 of the model, 64 lower-case hexadecimal digits.</param>
    public PrecisionPlan ToPlan(IReadOnlyList<int> bits, string modelHash) => new(PrecisionPlan.CurrentSchema, modelHash, ToLayers(bits));

    private static int Minimum(string layer, GenePart part, IReadOnlyList<int> domain)
    {
        int floor = layer == OutputLayer && part != GenePart.Weight ? MinimumOutputActivationBits : 0;
        return domain.FirstOrDefault(b => b >= floor, domain[^1]);
    }

    private static bool IsNumbered(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && name[prefix.Length..].All(char.IsAsciiDigit);
}
