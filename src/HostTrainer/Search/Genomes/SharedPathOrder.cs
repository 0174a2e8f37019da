namespace HostTrainer.Search.Genomes;

/// <summary>
/// The shorter gene order of gated networks (the search on the Li-GRU): weights of x0, h0 and one value for x and h of every further layer,
/// activations likewise, weight and activation of FC.
/// </summary>
internal static class SharedPathOrder
{
    /// <summary>The genome in the full order: weights of x0 x1 ..., weights of h0 h1 ..., activations likewise, FC.</summary>
    /// <param name="bits">The genome.</param>
    /// <param name="layerNames">Layer names in data-path order.</param>
    /// <returns>Null when the network is not gated or the genome has another length.</returns>
    public static int[]? Expand(int[] bits, IReadOnlyList<string> layerNames)
    {
        int layers = LayerGroups.Numbered(layerNames, "x").Length;
        bool gated = layers > 0 && LayerGroups.Numbered(layerNames, "h").Length == layers && layerNames.Count == (2 * layers) + 1;
        if (!gated || bits.Length != (2 * (layers + 1)) + 2)
        {
            return null;
        }

        int part = layers + 1;
        return [.. Paths(bits[..part]), .. Paths(bits[part..(2 * part)]), .. bits[(2 * part)..]];
    }

    // x0 h0 s1 s2 ... becomes x0 s1 s2 ... h0 s1 s2 ...
    private static int[] Paths(int[] values) => [values[0], .. values[2..], .. values[1..]];
}
