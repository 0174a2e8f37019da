using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

using HostTrainer.Choosing;
using HostTrainer.Reports;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Tests.Choosing;

using Xunit;

namespace HostTrainer.Tests.Reports;

public sealed partial class ReportPageTests : IDisposable
{
    private readonly ChoosingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_page_holds_the_front_and_admits_nothing_but_its_own_script()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync("silago", 90);

        string page = ReportPage.Render(ReportBuilder.Build(front, evaluations, "a.sqlite"));

        JsonElement data = JsonDocument.Parse(Script().Matches(page)[0].Groups["text"].Value).RootElement;
        Assert.Equal(front.Points.Count, data.GetProperty("points").GetArrayLength());
        Assert.Equal(front.Report.BaselineError, data.GetProperty("master").GetProperty("values")[0].GetDouble());
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script().Matches(page)[1].Groups["text"].Value)));
        Assert.Contains($"script-src 'sha256-{hash}'", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Equal(["http://www.w3.org/2000/svg"], Address().Matches(page).Select(m => m.Value).Distinct());
    }

    [Fact]
    public async Task Text_from_settings_cannot_become_markup()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync("size", 30);
        const string Evil = "</script><script>alert('{{title}}')</script><img src=x onerror=alert(1)>";
        SearchReport report = front.Report;
        var settings = report.Run.Settings;
        SearchFront named = new(report with
        {
            Run = report.Run with { Settings = settings with { Preset = Evil, Sources = settings.Sources with { ModelPath = Evil } } },
        });

        string page = ReportPage.Render(ReportBuilder.Build(named, evaluations, Evil));

        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        JsonElement data = JsonDocument.Parse(Script().Matches(page)[0].Groups["text"].Value).RootElement;
        Assert.Contains(Evil, data.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_of_a_search_without_a_front_can_be_written()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await _fixture.FrontAsync("size", 30);
        SearchFront empty = new(front.Report with { Front = [] });

        ReportDocument report = ReportBuilder.Build(empty, evaluations, "a.sqlite");

        Assert.Equal(0, report.Knee);
        Assert.Contains("No plan keeps every limit", ReportPage.Render(report), StringComparison.Ordinal);
    }

    [GeneratedRegex("<script[^>]*>(?<text>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("https?://[^'\"\\s<]+")]
    private static partial Regex Address();
}
