using Edge.Runtime.Model;

namespace Edge.Telemetry.Platforms;

/// <summary>Tells what a precision plan costs. Pure: the same arguments give the same figures on every machine. Thread-safe.</summary>
public interface ICostModel
{
    /// <summary>Short name of the platform.</summary>
    string Name { get; }

    /// <summary>True when weights and activations of a layer must have the same bits.</summary>
    bool SharedPrecision { get; }

    /// <summary>True when energies are modelled.</summary>
    bool HasEnergy { get; }

    /// <summary>Bit widths that occur for weights or activations, ascending.</summary>
    IReadOnlyList<int> SupportedBits { get; }

    /// <summary>The cost of one plan.</summary>
    /// <param name="workload">The network.</param>
    /// <param name="layers">One entry per layer of the network, in the same order and with the same names.</param>
    /// <exception cref="ArgumentException">The layers are not those of the network.</exception>
    PlatformCost Evaluate(Workload workload, IReadOnlyList<LayerPrecision> layers);
}
