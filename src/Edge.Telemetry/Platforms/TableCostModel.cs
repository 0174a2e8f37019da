using System.Globalization;

using Edge.Runtime.Model;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// The cost model of MOHAQ, driven by a platform's table: size is every weight at its bits plus vectors at 16;
/// speed-up is the mean of the layers' speed-ups weighted by their multiply-accumulates over all operations;
/// energy is every stored bit loaded once plus every multiply-accumulate.
/// </summary>
/// <param name="platform">The table.</param>
/// <param name="sramLimitMiB">Largest size, MiB; null for no limit.</param>
public sealed class TableCostModel(PlatformTable platform, double? sramLimitMiB = null) : ICostModel
{
    private const int VectorBits = 16;
    private const double PicojoulePerMicrojoule = 1e6;

    /// <inheritdoc/>
    public string Name => platform.Name;

    /// <inheritdoc/>
    public bool SharedPrecision => platform.SharedPrecision;

    /// <inheritdoc/>
    public bool HasEnergy => platform.SramPicojoulePerBit is not null;

    /// <inheritdoc/>
    public IReadOnlyList<int> SupportedBits { get; } =
        [.. platform.Precisions.SelectMany(p => new[] { p.WeightBits, p.ActivationBits }).Distinct().Order()];

    /// <inheritdoc/>
    public PlatformCost Evaluate(Workload workload, IReadOnlyList<LayerPrecision> layers)
    {
        if (!layers.Select(l => l.Name).SequenceEqual(workload.Layers.Select(l => l.Name)))
        {
            throw new ArgumentException($"the plan's layers are not those of {workload.Name}", nameof(layers));
        }

        List<string> violations = [];
        double bits = (double)VectorBits * workload.VectorElements;
        double fasterMacs = 0;
        double macPicojoule = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            WorkloadLayer work = workload.Layers[i];
            bits += (double)layers[i].WeightBits * work.Weights;
            PrecisionCost? cost = platform.Find(layers[i].WeightBits, layers[i].ActivationBits);
            if (cost is null)
            {
                violations.Add(Unsupported(layers[i]));
                continue;
            }

            fasterMacs += work.Macs * cost.Speedup;
            macPicojoule += work.Macs * (cost.MacPicojoule ?? 0);
        }

        bool computed = violations.Count == 0;
        double size = bits / Workload.BitsPerMiB;
        AddSizeViolation(violations, size);
        return new PlatformCost(
            workload.Weights,
            workload.Macs,
            size,
            size > 0 ? workload.Fp32MiB / size : 0,
            computed ? Speedup(fasterMacs, workload.TotalOperations) : null,
            computed && platform.SramPicojoulePerBit is double perBit ? ((perBit * bits) + macPicojoule) / PicojoulePerMicrojoule : null,
            violations.Count == 0,
            violations);
    }

    private static double Speedup(double fasterMacs, long operations) => operations > 0 ? fasterMacs / operations : 0;

    private string Unsupported(LayerPrecision layer) =>
        platform.SharedPrecision && layer.WeightBits != layer.ActivationBits
            ? $"{layer.Name}: {platform.Name} needs the same bits for weights and activations, not {layer.WeightBits} x {layer.ActivationBits}"
            : $"{layer.Name}: {platform.Name} does not compute {layer.WeightBits} x {layer.ActivationBits} bits";

    private void AddSizeViolation(List<string> violations, double size)
    {
        if (sramLimitMiB is double limit && size > limit)
        {
            violations.Add(string.Create(CultureInfo.InvariantCulture, $"size {size:0.0000} MiB is above the SRAM limit of {limit} MiB"));
        }
    }
}
