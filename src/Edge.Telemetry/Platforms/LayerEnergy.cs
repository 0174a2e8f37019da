using Edge.Runtime.Model;

namespace Edge.Telemetry.Platforms;

/// <summary>A platform's modelled energy layer by layer, so that a device can weight it with the inputs it really transmitted.</summary>
public static class LayerEnergy
{
    private const int VectorBits = 16;
    private const double PicojoulePerMicrojoule = 1e6;

    /// <summary>Energy of every layer for one dense frame, uJ: its weights loaded once and its multiply-accumulates.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="workload">The network.</param>
    /// <param name="layers">The plan's layers, those of the network.</param>
    /// <returns>Null when the platform has no energy model or does not compute one of the precisions.</returns>
    public static double[]? Of(PlatformTable platform, Workload workload, IReadOnlyList<LayerPrecision> layers)
    {
        if (platform.SramPicojoulePerBit is not { } perBit)
        {
            return null;
        }

        double[] energy = new double[layers.Count];
        for (int i = 0; i < energy.Length; i++)
        {
            if (platform.Find(layers[i].WeightBits, layers[i].ActivationBits) is not { MacPicojoule: { } perMac })
            {
                return null;
            }

            WorkloadLayer work = workload.Layers[i];
            energy[i] = ((perBit * layers[i].WeightBits * work.Weights) + (perMac * work.Macs)) / PicojoulePerMicrojoule;
        }

        return energy;
    }

    /// <summary>Energy of one frame that no plan changes, uJ: the 16-bit vectors loaded once.</summary>
    public static double OfVectors(PlatformTable platform, Workload workload) =>
        (platform.SramPicojoulePerBit ?? 0) * VectorBits * workload.VectorElements / PicojoulePerMicrojoule;
}
