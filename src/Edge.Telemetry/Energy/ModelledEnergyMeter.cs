using Edge.Runtime.Errors;

namespace Edge.Telemetry.Energy;

/// <summary>
/// Energy by a platform's cost table: per frame a fixed part, and per layer a part in proportion to the inputs that were
/// transmitted. The caller computes the costs of the active plan and gives them as numbers.
/// </summary>
public sealed class ModelledEnergyMeter : IEnergyMeter
{
    private double[] layerMicrojoules = [];
    private double fixedMicrojoules;
    private double total;

    /// <summary>Makes a meter at zero.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="layerMicrojoules">Cost of every layer for one frame when all its inputs are transmitted, data-path order.</param>
    /// <param name="fixedMicrojoules">Cost of one frame that does not depend on transmitted inputs.</param>
    /// <exception cref="EdgeException">A cost is negative or not finite (exit code 3).</exception>
    public ModelledEnergyMeter(string platform, ReadOnlySpan<double> layerMicrojoules, double fixedMicrojoules = 0)
    {
        Source = platform;
        UseCosts(layerMicrojoules, fixedMicrojoules);
    }

    /// <inheritdoc/>
    public string Source { get; }

    /// <inheritdoc/>
    public EnergyTier Tier => EnergyTier.Modelled;

    /// <summary>Takes the costs of another plan from now on; the total goes on.</summary>
    /// <param name="layers">As in the constructor.</param>
    /// <param name="perFrame">As in the constructor.</param>
    /// <exception cref="EdgeException">A cost is negative or not finite (exit code 3).</exception>
    public void UseCosts(ReadOnlySpan<double> layers, double perFrame = 0)
    {
        foreach (double cost in (ReadOnlySpan<double>)[.. layers, perFrame])
        {
            if (!double.IsFinite(cost) || cost < 0)
            {
                throw EdgeException.BadInput($"the energy cost {cost} is not a positive number", Source, "correct the platform file");
            }
        }

        (layerMicrojoules, fixedMicrojoules) = (layers.ToArray(), perFrame);
    }

    /// <summary>Adds the energy of frames.</summary>
    /// <param name="frames">How many, at least 0.</param>
    /// <param name="updatedFraction">Mean updated fraction of every layer over those frames, 0 to 1.</param>
    public void Add(long frames, ReadOnlySpan<double> updatedFraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        ArgumentOutOfRangeException.ThrowIfNotEqual(updatedFraction.Length, layerMicrojoules.Length);
        double perFrame = fixedMicrojoules;
        for (int i = 0; i < updatedFraction.Length; i++)
        {
            perFrame += layerMicrojoules[i] * updatedFraction[i];
        }

        total += perFrame * frames;
    }

    /// <inheritdoc/>
    public EnergyReading Read() => new(total, null);
}
