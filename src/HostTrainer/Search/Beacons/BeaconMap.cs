using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Beacons;

/// <summary>
/// Decides, genome by genome in the order of the search, which beacon serves. What it answers follows from that order alone.
/// </summary>
/// <param name="layout">The genes.</param>
/// <param name="rules">Distance and number.</param>
internal sealed class BeaconMap(GenomeLayout layout, BeaconRules rules)
{
    private readonly List<BeaconPlace> _beacons = [];
    private readonly IReadOnlyList<int> _base = layout.Widest();

    /// <summary>The beacon that serves a genome; it may be a new one, made for it.</summary>
    /// <param name="sequence">Place of the genome in the search.</param>
    /// <param name="genome">The genome.</param>
    /// <returns>Null when the model the search began with is nearest: it counts as a beacon of 16 bits everywhere.</returns>
    public BeaconPlace? Choose(int sequence, IReadOnlyList<int> genome)
    {
        BeaconPlace? nearest = null;
        int least = BeaconDistance.Between(layout, genome, _base);
        foreach (BeaconPlace beacon in _beacons)
        {
            int distance = BeaconDistance.Between(layout, genome, beacon.Genome);
            (nearest, least) = distance < least ? (beacon, distance) : (nearest, least);
        }

        if (least <= rules.Distance || _beacons.Count == rules.MaxBeacons)
        {
            return nearest;
        }

        _beacons.Add(new BeaconPlace(_beacons.Count + 1, sequence, genome));
        return _beacons[^1];
    }
}
