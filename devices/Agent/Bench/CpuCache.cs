using System.Globalization;

namespace Agent.Bench;

/// <summary>One cache of the processor.</summary>
/// <param name="Name">Level and kind: <c>L1 data</c>, <c>L2</c>.</param>
/// <param name="Bytes">Size.</param>
public sealed record CpuCache(string Name, long Bytes)
{
    private const string Directory = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>The caches of the first core; empty where the system does not tell.</summary>
    public static IReadOnlyList<CpuCache> Read()
    {
        List<CpuCache> caches = [];
        for (int i = 0; SystemText.Read($"{Directory}/index{i}/level") is { } level; i++)
        {
            string kind = SystemText.Read($"{Directory}/index{i}/type") ?? "";
            string name = kind is "" or "Unified" ? $"L{level}" : $"L{level} {kind.ToLowerInvariant()}";
            caches.Add(new CpuCache(name, ParseSize(SystemText.Read($"{Directory}/index{i}/size") ?? "")));
        }

        return caches;
    }

    // "48K", "2048K", "32M"
    private static long ParseSize(string text)
    {
        int shift = text.LastOrDefault() switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        string digits = shift == 0 ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value << shift : 0;
    }
}
