using System.Globalization;

using Edge.Runtime.Model;

namespace Edge.Telemetry.Platforms;

/// <summary>The part of a plan's cost that no platform changes: sizes, the memory limit, and the violations found so far.</summary>
internal sealed class PlanCost
{
    private readonly Workload _workload;
    private readonly List<string> _violations = [];
    private readonly double _sizeMiB;

    /// <summary>Starts with the sizes.</summary>
    /// <exception cref="ArgumentException">The layers are not those of the network.</exception>
    public PlanCost(Workload workload, IReadOnlyList<LayerPrecision> layers)
    {
        _workload = workload;
        StoredBits = workload.StoredBits(layers);
        _sizeMiB = StoredBits / Workload.BitsPerMiB;
    }

    /// <summary>Bits of all weights and vectors.</summary>
    public double StoredBits { get; }

    /// <summary>True while no precision was refused.</summary>
    public bool IsComputed => _violations.Count == 0;

    /// <summary>Notes what the platform cannot do.</summary>
    public void Refuse(string violation) => _violations.Add(violation);

    /// <summary>The cost.</summary>
    /// <param name="speedup">Over the platform's baseline; ignored when a precision was refused.</param>
    /// <param name="energyMicrojoule">uJ; ignored when a precision was refused.</param>
    /// <param name="microseconds">us; ignored when a precision was refused.</param>
    /// <param name="sramLimitMiB">Largest size, MiB; null for no limit.</param>
    public PlatformCost Finish(double? speedup, double? energyMicrojoule, double? microseconds, double? sramLimitMiB)
    {
        bool computed = IsComputed;
        if (sramLimitMiB is double limit && _sizeMiB > limit)
        {
            Refuse(string.Create(CultureInfo.InvariantCulture, $"size {_sizeMiB:0.0000} MiB is above the SRAM limit of {limit} MiB"));
        }

        return new PlatformCost(
            _workload.Weights,
            _workload.Macs,
            _sizeMiB,
            _sizeMiB > 0 ? _workload.Fp32MiB / _sizeMiB : 0,
            computed ? speedup : null,
            computed ? energyMicrojoule : null,
            _violations.Count == 0,
            _violations,
            computed ? microseconds : null);
    }
}
