using Edge.Runtime.Errors;

namespace HostTrainer.Search.Genomes;

/// <summary>Layers in the groups whose genes stand together in a genome.</summary>
internal static class LayerGroups
{
    private const string OutputLayer = "FC";

    /// <summary>The groups of a network in gene order: L, Pr, FC of an SRU network; x, h and, where it is a matrix of its own, c, FC of a gated one.</summary>
    /// <param name="layerNames">Layer names in data-path order.</param>
    /// <exception cref="EdgeException">The layers are those of neither.</exception>
    public static string[][] Of(IReadOnlyList<string> layerNames)
    {
        string[] recurrent = Numbered(layerNames, "L");
        string[] inputs = Numbered(layerNames, "x");
        string[][] groups = recurrent.Length > 0
            ? [recurrent, Numbered(layerNames, "Pr"), [OutputLayer]]
            : [[.. inputs, .. Numbered(layerNames, "h"), .. Numbered(layerNames, "c")], [OutputLayer]];
        bool complete = groups.Sum(g => g.Length) == layerNames.Count && recurrent.Length + inputs.Length > 0 && layerNames.Count(n => n == OutputLayer) == 1;
        return complete
            ? groups
            : throw EdgeException.BadInput(
                "a genome order is defined for layers named L0, Pr1, L1 ... FC or x0, h0, c0, x1 ... FC",
                string.Join(' ', layerNames),
                "give --bits in data-path order instead");
    }

    /// <summary>Layers named a prefix and a number, in data-path order.</summary>
    public static string[] Numbered(IReadOnlyList<string> layerNames, string prefix) => [.. layerNames.Where(n => IsNumbered(n, prefix))];

    private static bool IsNumbered(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && name[prefix.Length..].All(char.IsAsciiDigit);
}
