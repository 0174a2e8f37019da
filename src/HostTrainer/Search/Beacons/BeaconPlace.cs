using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Beacons;

/// <summary>A retrained model's place in a search.</summary>
/// <param name="Number">From 1, in the order they were decided on.</param>
/// <param name="Sequence">Place in the search of the genome it is retrained for.</param>
/// <param name="Genome">That genome.</param>
public sealed record BeaconPlace(int Number, int Sequence, IReadOnlyList<int> Genome)
{
    /// <summary>Its name in archives and reports.</summary>
    public string Id => $"beacon-{Number}: {GenomeText.Format(Genome)}";
}
