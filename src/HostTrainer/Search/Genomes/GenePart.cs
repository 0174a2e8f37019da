namespace HostTrainer.Search.Genomes;

/// <summary>What a gene sets in its layer.</summary>
public enum GenePart
{
    /// <summary>Weight bits.</summary>
    Weight,

    /// <summary>Activation bits.</summary>
    Activation,

    /// <summary>Weight and activation bits alike.</summary>
    Both,

    /// <summary>Level of the delta threshold, see <see cref="DeltaLadder"/>.</summary>
    Delta,
}
