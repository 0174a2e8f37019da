using System.Globalization;

namespace Agent.Bench;

/// <summary>A benchmark document as text: the environment, a table per group, ratios, counts.</summary>
internal static class BenchTable
{
    public static void Write(TextWriter output, BenchReport report)
    {
        Describe(output, report.Environment);
        foreach (IGrouping<string, BenchMeasurement> group in report.Measurements.GroupBy(m => m.Group))
        {
            output.WriteLine($"\n{group.Key,-44} {"median us",11} {"q25",9} {"q75",9} {"p99",9}");
            foreach (BenchMeasurement m in group)
            {
                Spread t = m.Microseconds;
                string rate = m.Rate is null ? "" : Text($"  {m.Rate.Median,8:0.00} {m.Unit}");
                output.WriteLine(Text($"  {m.Name,-42} {t.Median,11:0.000} {t.Q25,9:0.000} {t.Q75,9:0.000} {t.P99,9:0.000}{rate}"));
            }
        }

        output.WriteLine($"\n{"ratios (above 1: the first is faster)",-44} {"median",11} {"q25",9} {"q75",9}");
        foreach ((string name, Spread ratio) in report.Ratios)
        {
            output.WriteLine(Text($"  {name,-42} {ratio.Median,11:0.000} {ratio.Q25,9:0.000} {ratio.Q75,9:0.000}"));
        }

        output.WriteLine();
        foreach ((string name, double value) in report.Facts)
        {
            output.WriteLine(Text($"  {name,-42} {value,11:0.###}"));
        }
    }

    private static void Describe(TextWriter output, BenchEnvironment e)
    {
        string pinned = e.PinnedCpu is { } cpu ? $"on core {cpu}" : "not kept on a core";
        output.WriteLine($"{e.Cpu}, {e.Cores} cores, {pinned}; {string.Join(", ", e.Caches.Select(c => $"{c.Name} {c.Bytes >> 10} KiB"))}");
        output.WriteLine(string.Join(' ', e.InstructionSets));
        output.WriteLine(Text($"{e.Runtime}, {e.Tiering}; {e.System}; governor {e.Governor ?? "unknown"}; load {e.Load?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}"));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
