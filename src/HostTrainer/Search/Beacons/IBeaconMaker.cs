using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Beacons;

/// <summary>Makes retrained models. Pure: the same place gives the same model, also when it was interrupted before.</summary>
public interface IBeaconMaker
{
    /// <summary>Retrains for a genome, or finds the model that was made for it before.</summary>
    /// <param name="beacon">The genome and its place.</param>
    /// <param name="cancellation">Interrupts with <see cref="OperationCanceledException"/>; a later call goes on.</param>
    /// <returns>Measures plans with the retrained weights; the model the plans name is not looked at.</returns>
    IErrorEvaluator Make(BeaconPlace beacon, CancellationToken cancellation);
}
