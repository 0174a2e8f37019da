namespace HostTrainer.Search.Genomes;

/// <summary>One number of a genome: the bits of a layer's weights, activations, or both.</summary>
/// <param name="Layer">Layer name.</param>
/// <param name="Part">What it sets.</param>
/// <param name="Domain">Bit widths the search draws from, ascending.</param>
/// <param name="MinimumBits">Drawn values below this are repaired to it.</param>
public sealed record Gene(string Layer, GenePart Part, IReadOnlyList<int> Domain, int MinimumBits)
{
    /// <summary>Short name: <c>wL0</c>, <c>aFC</c>, or the layer alone where both parts are set.</summary>
    public string Name => Part switch
    {
        GenePart.Weight => "w" + Layer,
        GenePart.Activation => "a" + Layer,
        _ => Layer,
    };
}
