using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Genomes;

/// <summary>
/// The declared order and domains of the numbers a search varies (MOHAQ's gene order): weights of all L layers, activations of
/// all L layers, weights of all projections, activations of all projections, weight and activation of FC. Where a platform
/// shares the precision of weights and activations: L layers, projections, FC, one gene each. Delta levels, when searched for, come
/// last: L layers, projections, FC; with fixed bits they are all there is. Of a gated network (<c>x0 h0 x1 h1 ... FC</c>) all x layers and all h layers take the place of
/// the L layers, and there are no projections (Shrink and Eliminate).
/// </summary>
public sealed class GenomeLayout
{
    /// <summary>
    /// FC activations drawn at 2 bits run at 4: at 2 bits decoding loses all discrimination and becomes very slow.
    /// </summary>
    public const int MinimumOutputActivationBits = 4;

    private const string OutputLayer = "FC";
    private const int KeptBits = 16;
    private readonly IReadOnlyList<string> _layerNames;
    private readonly IReadOnlyDictionary<string, LayerPrecision> _start;

    private readonly DeltaLadder _ladder;
    private readonly CandidatePaths _paths;

    private GenomeLayout(
        IReadOnlyList<string> layerNames, IReadOnlyList<Gene> genes, IReadOnlyDictionary<string, LayerPrecision> start, DeltaLadder ladder, CandidatePaths paths)
    {
        _layerNames = layerNames;
        _start = start;
        _ladder = ladder;
        _paths = paths;
        Genes = genes;
    }

    /// <summary>The genes in order.</summary>
    public IReadOnlyList<Gene> Genes { get; }

    /// <summary>The layout for a network.</summary>
    /// <param name="layerNames">Layer names in data-path order: <c>L0 Pr1 L1 ... FC</c>, or <c>x0 h0 x1 ... FC</c>.</param>
    /// <param name="sharedPrecision">One gene per layer for weights and activations together.</param>
    /// <param name="domain">Bit widths to draw from; null for 2, 4, 8 and 16.</param>
    /// <param name="delta">Adds a gene for the delta threshold of every layer.</param>
    /// <param name="fixedLayers">Bits of every layer, which then are no genes; null to have genes for them.</param>
    /// <param name="deltaValues">Thresholds to draw from, ascending from 0; null for the papers'.</param>
    /// <param name="skip">Gated networks: recurrent candidate paths that stay at 16 bits, see <see cref="CandidatePaths"/>; null to have genes for all of them.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">The layers are not those of an SRU or a gated network, or <paramref name="skip"/> does not apply.</exception>
    public static GenomeLayout Create(
        IReadOnlyList<string> layerNames,
        bool sharedPrecision,
        IReadOnlyList<int>? domain = null,
        bool delta = false,
        IReadOnlyList<LayerPrecision>? fixedLayers = null,
        IReadOnlyList<int>? deltaValues = null,
        int? skip = null)
    {
        CandidatePaths paths = new(layerNames, skip);
        DeltaLadder ladder = deltaValues is null ? DeltaLadder.Papers : new DeltaLadder(deltaValues);
        IReadOnlyList<int> bits = domain ?? BitWidths.All;
        string[][] groups = LayerGroups.Of(layerNames);
        GenePart[] parts = sharedPrecision ? [GenePart.Both] : [GenePart.Weight, GenePart.Activation];
        Dictionary<string, LayerPrecision> start = layerNames.ToDictionary(n => n, n => new LayerPrecision(n, 0, 0, delta ? 0 : null));
        foreach (string kept in paths.Kept)
        {
            start[kept] = start[kept] with { WeightBits = KeptBits, ActivationBits = KeptBits };
        }

        foreach (LayerPrecision layer in fixedLayers ?? [])
        {
            start[layer.Name] = start[layer.Name] with { WeightBits = layer.WeightBits, ActivationBits = layer.ActivationBits };
        }

        List<Gene> genes = fixedLayers is not null ? [] : [.. from layers in groups from part in parts from layer in layers where paths.HasGenes(layer) select new Gene(layer, part, bits, Minimum(layer, part, bits))];
        if (delta)
        {
            genes.AddRange(groups.SelectMany(g => g).Select(l => new Gene(l, GenePart.Delta, Levels(start[l], ladder), 0)).Where(g => g.Domain.Count > 1));
        }

        return new GenomeLayout(layerNames, genes, start, ladder, paths);
    }

    /// <summary>
    /// The genome with every value below its gene's minimum raised to it, and every delta level that the layer's activation bits do not have
    /// lowered to the highest they have.
    /// </summary>
    /// <param name="values">One value per gene.</param>
    public int[] Repair(IReadOnlyList<int> values)
    {
        int[] repaired = [.. Genes.Select((gene, i) => Math.Max(values[i], gene.Minimum))];
        for (int i = 0; i < repaired.Length; i++)
        {
            if (Genes[i].Part == GenePart.Delta)
            {
                repaired[i] = Math.Min(repaired[i], _ladder.Thresholds(ActivationBits(repaired, Genes[i].Layer)).Count - 1);
            }
        }

        return repaired;
    }

    /// <summary>The range of every gene's code: 1 stands for the first value of its domain.</summary>
    public IReadOnlyList<VariableRange> CodeRanges() => [.. Genes.Select(g => new VariableRange(1, g.Domain.Count))];

    /// <summary>The values of codes.</summary>
    public int[] Decode(IReadOnlyList<int> codes) => [.. Genes.Select((gene, i) => gene.Domain[codes[i] - 1])];

    /// <summary>The codes of values, each of which is in its gene's domain.</summary>
    public int[] Encode(IReadOnlyList<int> values) => [.. Genes.Select((gene, i) => gene.Domain.Index().First(d => d.Item == values[i]).Index + 1)];

    /// <summary>The layers' precisions in data-path order.</summary>
    /// <param name="values">One value per gene, in gene order; used as given, without repair.</param>
    public IReadOnlyList<LayerPrecision> ToLayers(IReadOnlyList<int> values)
    {
        if (values.Count != Genes.Count)
        {
            throw new ArgumentException($"{values.Count} values for {Genes.Count} genes", nameof(values));
        }

        Dictionary<string, LayerPrecision> layers = new(_start);
        for (int i = 0; i < values.Count; i++)
        {
            LayerPrecision layer = layers[Genes[i].Layer];
            int activationBits = layers[_paths.BitsOf(layer.Name)].ActivationBits;
            layers[layer.Name] = Genes[i].Part switch
            {
                GenePart.Weight => layer with { WeightBits = values[i] },
                GenePart.Activation => layer with { ActivationBits = values[i] },
                GenePart.Delta => layer with { DeltaThreshold = _ladder.Thresholds(activationBits)[values[i]] },
                _ => layer with { WeightBits = values[i], ActivationBits = values[i] },
            };
        }

        return [.. _layerNames.Select(n => layers[n] with { WeightBits = layers[_paths.BitsOf(n)].WeightBits, ActivationBits = layers[_paths.BitsOf(n)].ActivationBits })];
    }

    /// <summary>The genome of given precisions.</summary>
    /// <param name="layers">One entry per layer, in any order. Where a gene sets both parts its weight bits are taken.</param>
    public int[] FromLayers(IEnumerable<LayerPrecision> layers)
    {
        Dictionary<string, LayerPrecision> byName = layers.ToDictionary(l => l.Name);
        return [.. Genes.Select(g => g.Part switch
        {
            GenePart.Activation => byName[g.Layer].ActivationBits,
            GenePart.Delta => _ladder.LevelOf(byName[g.Layer].ActivationBits, byName[g.Layer].DeltaThreshold ?? 0),
            _ => byName[g.Layer].WeightBits,
        })];
    }

    /// <summary>The plan a genome stands for; dense without delta genes.</summary>
    /// <param name="values">One value per gene.</param>
    /// <param name="modelHash">SHA-256 of the model, 64 lower-case hexadecimal digits.</param>
    public PrecisionPlan ToPlan(IReadOnlyList<int> values, string modelHash) => new(PrecisionPlan.CurrentSchema, modelHash, ToLayers(values));

    /// <summary>The widest genome: every gene's highest bits, nothing skipped but exact repeats.</summary>
    public int[] Widest() => [.. Genes.Select(g => g.Part == GenePart.Delta ? 0 : g.Domain[^1])];

    /// <summary>The narrowest genome, repaired.</summary>
    public int[] Narrowest() => Repair([.. Genes.Select(g => g.Domain[0])]);

    private int ActivationBits(int[] values, string name)
    {
        string layer = _paths.BitsOf(name);
        for (int i = 0; i < values.Length; i++)
        {
            if (Genes[i].Layer == layer && Genes[i].Part is (GenePart.Activation or GenePart.Both))
            {
                return values[i];
            }
        }

        return _start[layer].ActivationBits;
    }

    /// <summary>All levels where the bits are searched for too, else those of the layer's activation bits.</summary>
    private static int[] Levels(LayerPrecision start, DeltaLadder ladder) =>
        [.. Enumerable.Range(0, start.ActivationBits == 0 ? ladder.Levels : ladder.Thresholds(start.ActivationBits).Count)];

    private static int Minimum(string layer, GenePart part, IReadOnlyList<int> domain)
    {
        int floor = layer == OutputLayer && part != GenePart.Weight ? MinimumOutputActivationBits : 0;
        return domain.FirstOrDefault(b => b >= floor, domain[^1]);
    }
}
