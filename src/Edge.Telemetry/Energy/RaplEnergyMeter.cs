using System.Globalization;

namespace Edge.Telemetry.Energy;

/// <summary>
/// Energy of the processor packages by the running-average-power-limit counters of the kernel's powercap class
/// (Documentation/power/powercap). The whole machine's work is in it, so it only informs.
/// </summary>
public sealed class RaplEnergyMeter : IEnergyMeter
{
    /// <summary>Where the kernel shows the class.</summary>
    public const string SystemRoot = "/sys/class/powercap";

    // The hardware refreshes the counters about every millisecond; at 50 W that is 50 mJ of doubt at each end of a window.
    private const double RefreshMicrojoules = 50_000;

    private readonly Domain[] domains;
    private double total;

    private RaplEnergyMeter(Domain[] domains) => this.domains = domains;

    /// <inheritdoc/>
    public string Source => "rapl";

    /// <inheritdoc/>
    public EnergyTier Tier => EnergyTier.Informative;

    /// <summary>Opens the package counters.</summary>
    /// <param name="root">Directory of the class.</param>
    /// <returns>Null where there is no readable package counter (many kernels let only root read it).</returns>
    public static RaplEnergyMeter? TryOpen(string root = SystemRoot)
    {
        List<Domain> found = [];
        try
        {
            foreach (string directory in Directory.EnumerateDirectories(root, "intel-rapl:*").Order(StringComparer.Ordinal))
            {
                if (Domain.TryOpen(directory) is { } domain)
                {
                    found.Add(domain);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return found.Count == 0 ? null : new([.. found]);
    }

    /// <inheritdoc/>
    /// <remarks>A counter that wrapped once since the last call is followed; read at least once a minute.</remarks>
    public EnergyReading Read()
    {
        foreach (Domain domain in domains)
        {
            total += domain.Advance();
        }

        return new(total, 2 * RefreshMicrojoules * domains.Length);
    }

    private sealed class Domain(string counterPath, long range, long first)
    {
        private long last = first;

        internal static Domain? TryOpen(string directory)
        {
            string name = ReadText(Path.Combine(directory, "name")) ?? "";
            string counter = Path.Combine(directory, "energy_uj");
            return name.StartsWith("package", StringComparison.Ordinal)
                && ReadCount(counter) is { } first
                && ReadCount(Path.Combine(directory, "max_energy_range_uj")) is { } range
                ? new(counter, range, first)
                : null;
        }

        internal double Advance()
        {
            if (ReadCount(counterPath) is not { } now)
            {
                return 0;
            }

            // The counter runs from 0 to range inclusive.
            long difference = now >= last ? now - last : now - last + range + 1;
            last = now;
            return difference > 0 ? difference : 0;
        }

        private static long? ReadCount(string path) =>
            long.TryParse(ReadText(path), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;

        private static string? ReadText(string path)
        {
            try
            {
                return File.ReadAllText(path).Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }
}
