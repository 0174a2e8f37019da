using Edge.Runtime.Errors;

namespace HostTrainer.Search.Genomes;

/// <summary>
/// What the recurrent matrices of the candidates, <c>c0 c1 ...</c> of a gated network, do in a genome. Shrink and Eliminate has no genes for them: a selected path stays at
/// 16 bits ("skipped"), the others have the bits of the gates' recurrent matrix of their layer. Without an option they have genes of their own.
/// </summary>
internal sealed class CandidatePaths
{
    private const string Prefix = "c";
    private const string GatesPrefix = "h";
    private readonly string[] _candidates;
    private readonly HashSet<string> _kept;

    /// <summary>The paths of a network.</summary>
    /// <param name="layerNames">Layer names in data-path order.</param>
    /// <param name="skip">0 keeps no path at 16 bits, 1 those of all layers, 2 those of the first half of the layers, rounded up; null gives all of them genes.</param>
    /// <exception cref="EdgeException">There is no such option, or the network has no such matrices (exit code 2).</exception>
    public CandidatePaths(IReadOnlyList<string> layerNames, int? skip)
    {
        string[] all = LayerGroups.Numbered(layerNames, Prefix);
        if (skip is < 0 or > 2 || (skip is not null && all.Length == 0))
        {
            throw new EdgeException(
                ExitCode.Usage, all.Length == 0 ? "the network has no candidate paths" : $"no option {skip}", "--skip", "give 0, 1 or 2 for LSTM, GRU and Li-GRU, nothing for SRU");
        }

        _candidates = skip is null ? [] : all;
        _kept = [.. _candidates.Take(skip switch { 1 => all.Length, 2 => (all.Length + 1) / 2, _ => 0 })];
    }

    /// <summary>Layers that stay at 16 bits.</summary>
    public IReadOnlySet<string> Kept => _kept;

    /// <summary>Whether a layer has genes for its bits.</summary>
    public bool HasGenes(string layer) => !_candidates.Contains(layer);

    /// <summary>The layer whose bits a layer has: another one for a path that is not kept, else itself.</summary>
    public string BitsOf(string layer) => HasGenes(layer) || _kept.Contains(layer) ? layer : GatesPrefix + layer[Prefix.Length..];
}
