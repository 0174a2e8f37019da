using Edge.Runtime.Errors;

namespace Edge.Telemetry.Platforms;

/// <summary>Reads and checks platform files.</summary>
public static class PlatformFile
{
    private const string Kind = "platform";

    /// <summary>Reads a platform file.</summary>
    /// <exception cref="EdgeException">The file cannot be read or describes no usable platform; the message says why.</exception>
    public static PlatformTable Load(string path) => Parse(DataFile.Read(path, Kind), path);

    /// <summary>Reads a platform from JSON.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">The text describes no usable platform.</exception>
    public static PlatformTable Parse(ReadOnlySpan<byte> json, string where)
    {
        PlatformTable table = DataFile.Deserialize(json, PlatformJson.Default.PlatformTable, Kind, where);
        string? fault = Fault(table);
        return fault is null ? table : throw EdgeException.BadInput(fault, where, "correct the file");
    }

    private static string? Fault(PlatformTable table)
    {
        if (table.Schema != PlatformTable.CurrentSchema)
        {
            return $"platform schema {table.Schema} is not known (this build reads {PlatformTable.CurrentSchema})";
        }

        if (string.IsNullOrWhiteSpace(table.Name))
        {
            return "the platform has no name";
        }

        if (table.Precisions.Count is 0 or > 16)
        {
            return $"precisions has {table.Precisions.Count} entries, allowed are 1 to 16";
        }

        return table.Precisions.Select(p => PrecisionFault(table, p)).FirstOrDefault(f => f is not null)
            ?? DuplicateFault(table)
            ?? EnergyFault(table)
            ?? PresetFault(table);
    }

    private static string? PrecisionFault(PlatformTable table, PrecisionCost? cost)
    {
        if (cost is null)
        {
            return "a precision is null";
        }

        string name = $"precision {cost.WeightBits} x {cost.ActivationBits}";
        if (!BitWidths.IsKnown(cost.WeightBits) || !BitWidths.IsKnown(cost.ActivationBits))
        {
            return $"{name}: bits are 2, 4, 8 or 16";
        }

        if (table.SharedPrecision && cost.WeightBits != cost.ActivationBits)
        {
            return $"{name}: sharedPrecision is true, so weights and activations need the same bits";
        }

        if (!double.IsFinite(cost.Speedup) || cost.Speedup <= 0)
        {
            return $"{name}: speedup {cost.Speedup} is not above 0";
        }

        return cost.MacPicojoule is double e && (!double.IsFinite(e) || e < 0) ? $"{name}: macPicojoule {e} is negative" : null;
    }

    private static string? DuplicateFault(PlatformTable table)
    {
        var twice = table.Precisions.GroupBy(p => (p.WeightBits, p.ActivationBits)).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : $"precision {twice.Key.WeightBits} x {twice.Key.ActivationBits} is given {twice.Count()} times";
    }

    private static string? EnergyFault(PlatformTable table)
    {
        int withEnergy = table.Precisions.Count(p => p.MacPicojoule is not null);
        if (withEnergy != 0 && withEnergy != table.Precisions.Count)
        {
            return "some precisions have macPicojoule and some have not: an energy model needs all of them";
        }

        if ((table.SramPicojoulePerBit is not null) != (withEnergy != 0))
        {
            return "an energy model needs both sramPicojoulePerBit and macPicojoule in every precision";
        }

        return table.SramPicojoulePerBit is double e && (!double.IsFinite(e) || e < 0) ? $"sramPicojoulePerBit {e} is negative" : null;
    }

    private static string? PresetFault(PlatformTable table) =>
        table.SramPresets is not null && table.SramPresets.Any(p => !IsUsable(p)) ? "an SRAM preset needs a topology name and a limitMiB above 0" : null;

    private static bool IsUsable(SramPreset? preset) =>
        preset is not null && !string.IsNullOrWhiteSpace(preset.Topology) && double.IsFinite(preset.LimitMiB) && preset.LimitMiB > 0;
}
