using Browser.Devtools;

using HostTrainer.Choosing;
using HostTrainer.Reports;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Tests.Search;

using Xunit;

namespace Browser;

/// <summary>The report of a search, opened from disk in a real browser.</summary>
public sealed class ReportTests : IClassFixture<BrowserFixture>, IDisposable
{
    private readonly BrowserFixture _browser;
    private readonly SearchFixture _files = new();

    public ReportTests(BrowserFixture browser) => _browser = browser;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Every_view_shows_the_front_and_a_click_in_one_selects_in_all()
    {
        (SearchFront front, Uri address) = await WrittenAsync("silago", 120);
        await using ChromiumPage page = await _browser.Chromium.OpenAsync(address, 1360, 900);
        await page.UntilAsync("document.querySelectorAll('#front .point').length && document.querySelectorAll('#subsets .column').length && document.querySelectorAll('#heatmap .column').length");

        int size = front.Points.Count;
        foreach (string selector in new[] { "#front .point", "#heatmap .column", "#subsets .column", "#table tbody tr" })
        {
            Assert.Equal(size, await page.NumberAsync($"document.querySelectorAll('{selector}').length"));
        }

        Assert.Equal(front.Knee, await SelectedAsync(page));
        int other = front.Knee == 1 ? 2 : front.Knee - 1;
        await page.PointAsync($"#front .point[data-point='{other}'] .dot", click: true);
        Assert.Equal(other, await SelectedAsync(page));
        await page.PointAsync($"#table tr[data-point='{size}']", click: true);
        Assert.Equal(size, await SelectedAsync(page));
        await page.PointAsync("#heatmap .column[data-point='1'] .hit", click: true);
        Assert.Equal(1, await SelectedAsync(page));
        Assert.Equal(PriceCount(front), await page.NumberAsync("document.querySelectorAll('#prices tbody tr').length"));
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Arrow_keys_walk_along_the_front_and_the_pointer_shows_figures()
    {
        (SearchFront front, Uri address) = await WrittenAsync("size", 120);
        await using ChromiumPage page = await _browser.Chromium.OpenAsync(address, 1360, 900);
        await page.UntilAsync("document.querySelectorAll('#front .point').length");

        await page.EvaluateAsync("document.querySelector('#front .point.chosen').focus()");
        await page.PressAsync("Home");
        int first = await SelectedAsync(page);
        await page.PressAsync("ArrowRight");
        int second = await SelectedAsync(page);
        await page.PressAsync("ArrowLeft");

        int[] bySize = [.. Enumerable.Range(1, front.Points.Count).OrderBy(n => front.Points[n - 1].Cost.SizeMiB)];
        Assert.Equal(bySize[0], first);
        Assert.Equal(bySize[1], second);
        Assert.Equal(bySize[0], await SelectedAsync(page));
        await page.PointAsync($"#front .point[data-point='{second}'] .dot", click: false);
        await page.UntilAsync("!document.getElementById('tip').hidden");
        Assert.Contains(FigureFacts.Text(Figure.Error, front.Points[second - 1].Error), await page.TextAsync("document.getElementById('tip').textContent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Axes_can_be_chosen_limits_fade_points_and_columns_sort_the_table()
    {
        (SearchFront front, Uri address) = await WrittenAsync("silago", 120);
        await using ChromiumPage page = await _browser.Chromium.OpenAsync(address, 1360, 900);
        await page.UntilAsync("document.querySelectorAll('#front .point').length");
        string before = await page.TextAsync("document.querySelector('#front .point .dot').getAttribute('cx')");

        await page.EvaluateAsync("(() => { const s = document.getElementById('axis-x'); s.value = '4'; s.dispatchEvent(new Event('change')); })()");
        double limit = front.Points[front.Points.Count / 2].Error;
        await page.EvaluateAsync(
            FormattableString.Invariant($"(() => {{ const i = document.getElementById('limit-error'); i.value = '{limit:R}'; i.dispatchEvent(new Event('input')); }})()"));
        await page.PointAsync("#table thead th:nth-child(3) button", click: true);

        Assert.NotEqual(before, await page.TextAsync("document.querySelector('#front .point .dot').getAttribute('cx')"));
        Assert.Contains("energy", await page.TextAsync("document.querySelector('#front svg').getAttribute('aria-label')"), StringComparison.Ordinal);
        Assert.Equal(front.Points.Count(p => p.Error > limit), await page.NumberAsync("document.querySelectorAll('#front .point.faded').length"));
        int smallest = Enumerable.Range(1, front.Points.Count).MinBy(n => (front.Points[n - 1].Cost.SizeMiB, n));
        Assert.Equal(smallest, await page.NumberAsync("Number(document.querySelector('#table tbody tr').dataset.point)"));
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task The_page_asks_for_nothing_and_fits_a_phone()
    {
        (_, Uri address) = await WrittenAsync("bitfusion", 80);
        await using ChromiumPage page = await _browser.Chromium.OpenAsync(address, 390, 800, dark: true);
        await page.UntilAsync("document.querySelectorAll('#front .point').length");

        Assert.All(page.Requests, request => Assert.True(request == address.AbsoluteUri || request.StartsWith("data:", StringComparison.Ordinal), request));
        Assert.True((bool)(await page.EvaluateAsync("document.documentElement.scrollWidth <= 390"))!);
        Assert.Equal("rgb(20, 23, 28)", await page.TextAsync("getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Errors_before_retraining_stand_beside_those_after_it()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await SearchedAsync("size", 60);
        FrontPoint plain = front.Points[^1];
        FrontPoint retrained = plain with { Measurement = plain.Measurement with { Beacon = new BeaconProvenance([33.5, 30, 31], "<b>beacon 7</b>", plain.SubsetErrors) } };
        SearchFront marked = new(front.Report with { Front = [.. front.Points.SkipLast(1), retrained] });
        await using ChromiumPage page = await _browser.Chromium.OpenAsync(Write(marked, evaluations), 1360, 900);
        await page.UntilAsync("document.querySelectorAll('#subsets .column').length");

        await page.PointAsync($"#table tr[data-point='{front.Points.Count}']", click: true);

        Assert.Equal(1, await page.NumberAsync("document.querySelectorAll('#subsets .base').length"));
        string details = await page.TextAsync("document.getElementById('details').textContent");
        Assert.Contains("needs the retrained weights <b>beacon 7</b>; without them it is 33.50 %", details, StringComparison.Ordinal);
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task A_search_without_a_front_says_so()
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations) = await SearchedAsync("size", 30);
        Uri address = Write(new SearchFront(front.Report with { Front = [] }), evaluations);
        await using ChromiumPage page = await _browser.Chromium.OpenAsync(address, 1000, 800);

        Assert.True((bool)(await page.EvaluateAsync("document.getElementById('empty').checkVisibility() && !document.getElementById('front').checkVisibility()"))!);
        Assert.Empty(page.Problems);
    }

    private static int PriceCount(SearchFront front) =>
        new MarginalPrices(front.Problem, []).Around(front.Points[0], out _).Count;

    private static async Task<int> SelectedAsync(ChromiumPage page)
    {
        string[] marks = ["#front .point.chosen", "#heatmap .column.chosen", "#subsets .column.chosen", "#table tr.chosen"];
        double[] numbers = await Task.WhenAll(marks.Select(m => page.NumberAsync($"Number([...document.querySelectorAll('{m}')].map(e => e.dataset.point).join())")));
        Assert.Single(numbers.Distinct());
        Assert.StartsWith($"Point {numbers[0]} of ", await page.TextAsync("document.getElementById('selected-title').textContent"), StringComparison.Ordinal);
        return (int)numbers[0];
    }

    private async Task<(SearchFront Front, Uri Address)> WrittenAsync(string preset, int evaluations)
    {
        (SearchFront front, IReadOnlyList<ArchivedEvaluation> all) = await SearchedAsync(preset, evaluations);
        return (front, Write(front, all));
    }

    private async Task<(SearchFront Front, IReadOnlyList<ArchivedEvaluation> Evaluations)> SearchedAsync(string preset, int evaluations)
    {
        using SearchArchive archive = SearchArchive.Open(_files.Path("a.sqlite"));
        SearchRun run = archive.CreateRun(SearchFixture.Settings(preset, evaluations), DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, new AnalyticEvaluator(), threads: 2);
        SearchFront front = new(SearchReport.Of(archive, null));
        return (front, archive.Evaluations(front.Report.Run));
    }

    private Uri Write(SearchFront front, IReadOnlyList<ArchivedEvaluation> evaluations)
    {
        string path = _files.Path("report.html");
        File.WriteAllText(path, ReportPage.Render(ReportBuilder.Build(front, evaluations, _files.Path("a.sqlite"))));
        return new Uri(path);
    }
}
