namespace HostTrainer.Search.Evaluation;

/// <summary>Where the errors of an evaluation came from when a retrained model took part in it.</summary>
/// <param name="BaseErrors">Subset errors with the weights the search began with, percent.</param>
/// <param name="BeaconId">Name of the retrained model that was tried, or null when none was.</param>
/// <param name="BeaconErrors">Subset errors with that model's weights, percent; empty when none was tried.</param>
public sealed record BeaconProvenance(IReadOnlyList<double> BaseErrors, string? BeaconId, IReadOnlyList<double> BeaconErrors)
{
    /// <summary>Whether the errors of the retrained model are the smaller ones and count.</summary>
    public bool Serves => BeaconErrors.Count > 0 && BeaconErrors.Max() < BaseErrors.Max();
}
