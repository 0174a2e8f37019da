namespace HostTrainer.Search.Genomes;

/// <summary>One number of a genome: the bits of a layer's weights, activations, or both, or the level of its delta threshold.</summary>
/// <param name="Layer">Layer name.</param>
/// <param name="Part">What it sets.</param>
/// <param name="Domain">Values the search draws from, ascending.</param>
/// <param name="Minimum">Drawn values below this are repaired to it.</param>
public sealed record Gene(string Layer, GenePart Part, IReadOnlyList<int> Domain, int Minimum)
{
    /// <summary>Short name: <c>wL0</c>, <c>aFC</c>, <c>dPr1</c>, or the layer alone where both parts are set.</summary>
    public string Name => Part switch
    {
        GenePart.Weight => "w" + Layer,
        GenePart.Activation => "a" + Layer,
        GenePart.Delta => "d" + Layer,
        _ => Layer,
    };
}
