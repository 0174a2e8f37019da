using Edge.Runtime.Model;
using Edge.Telemetry.Energy;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// Tells what a precision plan costs; made by <see cref="PlatformDescription.CreateModel"/>. Pure: the same arguments give the same figures
/// on every machine. Thread-safe.
/// </summary>
public interface ICostModel
{
    /// <summary>Short name of the platform.</summary>
    string Name { get; }

    /// <summary>True when weights and activations of a layer must have the same bits.</summary>
    bool SharedPrecision { get; }

    /// <summary>How the energies come about; null for a platform without energies.</summary>
    EnergyTier? EnergyTier { get; }

    /// <summary>True when the model tells energies.</summary>
    bool HasEnergy => EnergyTier is not null;

    /// <summary>Bit widths that occur for weights or activations, ascending.</summary>
    IReadOnlyList<int> SupportedBits { get; }

    /// <summary>The cost of one plan.</summary>
    /// <param name="workload">The network.</param>
    /// <param name="layers">One entry per layer of the network, in the same order and with the same names.</param>
    /// <param name="updatedFractions">
    /// Share of its inputs that each layer transmits, 0 to 1, in the same order; null for all. Only layers with a delta threshold skip
    /// work, and only on platforms that were measured doing so: the published ones compute every input.
    /// </param>
    /// <exception cref="ArgumentException">The layers are not those of the network, or the fractions are not one per layer.</exception>
    PlatformCost Evaluate(Workload workload, IReadOnlyList<LayerPrecision> layers, IReadOnlyList<double>? updatedFractions = null);
}
