using System.Globalization;

using Spectre.Console;

namespace HostTrainer.Demo;

/// <summary>The comparison of a demonstration as a table.</summary>
public static class DemoTable
{
    private const string None = "-";

    /// <summary>Builds the table.</summary>
    public static Table Of(DemoDocument document)
    {
        Table table = new Table().AddColumns("", "before", "after");
        void Row(string name, Func<DemoSide, string> value) =>
            table.AddRow(Markup.Escape(name), Markup.Escape(value(document.Before)), Markup.Escape(value(document.After)));

        Row("plan", s => s.PlanVersion == 0 ? "16-bit master" : Text($"version {s.PlanVersion}"));
        Row("bits, weight x input", s => s.Host.Bits);
        Row("phone error", s => Text($"{s.Host.PhoneErrorRate:0.00 %}"));
        Row("phones a second", s => Text($"{s.Host.PhonesPerSecond:0.0}"));
        Row("posterior entropy, bit", s => Text($"{s.Host.EntropyBits:0.00}"));
        Row("weight bytes", s => Text($"{s.Host.WeightBytes:N0}"));
        foreach (string platform in document.Before.Host.Platforms.Select(p => p.Platform))
        {
            Row($"speed-up, {platform}*", s => Number(Of(s, platform).Speedup, "0.00"));
            Row($"uJ a frame, {platform}*", s => Number(Of(s, platform).EnergyMicrojoule, "0.000"));
        }

        Row("front end, us**", s => Stage(s.Device?.FrontEnd));
        Row("network, us**", s => Stage(s.Device?.Network));
        Row("decoder, us**", s => Stage(s.Device?.Decoder));
        Row("total, us**", s => Stage(s.Device?.Total));
        Row("updated fraction", s => s.Device is { } d ? Text($"{d.UpdatedWork:0.000}") + (s.Host.Delta ? "" : " (dense)") : None);
        return table.Caption(new TableTitle("* modelled  ** measured on the device, per frame: p50 / p99", Style.Plain));
    }

    private static PlatformFigures Of(DemoSide side, string platform) => side.Host.Platforms.Single(p => p.Platform == platform);

    private static string Stage(StageFigures? stage) => stage is null ? None : Text($"{stage.P50Microseconds:0.0} / {stage.P99Microseconds:0.0}");

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? None;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
