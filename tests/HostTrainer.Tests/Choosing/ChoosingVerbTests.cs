using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Cli;
using HostTrainer.Tests.Search;

using Xunit;

namespace HostTrainer.Tests.Choosing;

public sealed class ChoosingVerbTests : IDisposable
{
    private readonly ChoosingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Limits_leave_the_points_of_the_front_that_keep_them_with_their_numbers()
    {
        string archive = await _fixture.SearchedAsync("silago", 120);
        JsonElement all = await JsonOfAsync("front", "--archive", archive, "--json");
        JsonElement middle = all.GetProperty("front")[all.GetProperty("front").GetArrayLength() / 2];
        double maxError = Of(middle, "error") + 1, minSpeedup = Of(middle, "speedup");
        JsonElement some = await JsonOfAsync(
            "front", "--archive", archive, "--json", "--max-error", maxError.ToString("R", CultureInfo.InvariantCulture), "--min-speedup", minSpeedup.ToString("R", CultureInfo.InvariantCulture));

        JsonElement[] expected = [.. all.GetProperty("front").EnumerateArray().Where(p => Of(p, "error") <= maxError && Of(p, "speedup") >= minSpeedup)];
        Assert.InRange(expected.Length, 1, all.GetProperty("front").GetArrayLength() - 1);
        Assert.Equal(expected.Select(p => p.ToString()), some.GetProperty("front").EnumerateArray().Select(p => p.ToString()));
        Assert.Equal(Enumerable.Range(1, all.GetProperty("front").GetArrayLength()), all.GetProperty("front").EnumerateArray().Select(p => p.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task The_front_as_comma_separated_values_says_the_same_as_the_front_in_json()
    {
        string archive = await _fixture.SearchedAsync("bitfusion", 120);
        JsonElement json = await JsonOfAsync("front", "--archive", archive, "--json");
        string[][] csv = [.. (await TextOfAsync("front", "--archive", archive, "--csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r').Split(','))];

        Assert.Equal(json.GetProperty("front").GetArrayLength(), csv.Length - 1);
        Assert.All(csv, line => Assert.Equal(csv[0].Length, line.Length));
        string[] genes = [.. csv[0].SkipWhile(c => c != "wL0")];
        Assert.Equal(16, genes.Length);
        foreach ((JsonElement point, string[] line) in json.GetProperty("front").EnumerateArray().Zip(csv.Skip(1)))
        {
            double Field(string name) => double.Parse(line[Array.IndexOf(csv[0], name)], CultureInfo.InvariantCulture);
            Assert.Equal(Of(point, "error"), Field("error_percent"));
            Assert.Equal(Of(point, "sizeMiB"), Field("size_mib"));
            Assert.Equal(Of(point, "speedup"), Field("speedup"));
            Assert.Equal(point.GetProperty("subsetErrors")[1].GetDouble(), Field("error_subset2_percent"));
            Assert.Equal(point.GetProperty("genome").GetString(), string.Join(' ', line[^16..]));
            Assert.Equal(json.GetProperty("knee").GetInt32() == point.GetProperty("number").GetInt32() ? 1 : 0, Field("knee"));
        }
    }

    [Fact]
    public async Task A_chosen_point_becomes_a_plan_that_can_be_signed()
    {
        string archive = await _fixture.SearchedAsync("silago", 120);
        string plan = _fixture.Path("plan.json");

        JsonElement chosen = await JsonOfAsync("choose", "--archive", archive, "--max-error", "25", "--prefer", "size", "--out", plan, "--json");
        string printed = await TextOfAsync("choose", "--archive", archive, "--max-error", "25", "--prefer", "size");

        Assert.Equal(SearchFixture.ModelHash, PrecisionPlan.Load(plan).ModelHash);
        Assert.Equal(
            chosen.GetProperty("point").GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("weightBits").GetInt32()),
            PrecisionPlan.Load(plan).Layers.Select(l => l.WeightBits));
        Assert.Equal(File.ReadAllText(plan).Trim(), printed.Trim());
        Assert.True(Of(chosen.GetProperty("point"), "error") <= 25);
        Assert.Equal(plan, chosen.GetProperty("planPath").GetString());
    }

    [Fact]
    public async Task The_knee_is_chosen_when_nothing_is_said()
    {
        string archive = await _fixture.SearchedAsync("size", 80);

        JsonElement chosen = await JsonOfAsync("choose", "--archive", archive, "--json");
        JsonElement front = await JsonOfAsync("front", "--archive", archive, "--json");

        Assert.Equal(front.GetProperty("knee").GetInt32(), chosen.GetProperty("point").GetProperty("number").GetInt32());
        Assert.Contains(" knee", await TextOfAsync("front", "--archive", archive), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prefer", "beauty")]
    [InlineData("--max-error", "0")]
    [InlineData("--min-speedup", "-3")]
    public async Task Wrong_arguments_are_usage_errors(string option, string value)
    {
        string archive = await _fixture.SearchedAsync("size", 30);

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => RunAsync("choose", "--archive", archive, option, value));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
    }

    [Fact]
    public async Task An_explanation_measures_what_the_archive_does_not_know_only_when_asked()
    {
        string archive = await _fixture.SearchedAsync("size", 80);
        JsonElement estimated = await JsonOfAsync("explain", "--archive", archive, "--point", "2", "--json");
        JsonElement measured = await JsonOfAsync("explain", "--archive", archive, "--point", "2", "--measure", "--json");
        JsonElement again = await JsonOfAsync("explain", "--archive", archive, "--point", "2", "--json");

        static string[] Sources(JsonElement e) => [.. e.GetProperty("prices").EnumerateArray().Select(p => p.GetProperty("errorSource").GetString()!)];
        Assert.Contains("estimated", Sources(estimated));
        Assert.All(Sources(measured), s => Assert.Equal("measured", s));
        Assert.Equal(measured.GetProperty("prices").ToString(), again.GetProperty("prices").ToString());
        Assert.Equal(2, measured.GetProperty("point").GetProperty("number").GetInt32());
        Assert.True(measured.GetProperty("neighbours").GetArrayLength() > 0);
        Assert.Equal(21, Of(measured.GetProperty("master"), "error"));
        Assert.Contains("One step of precision", await TextOfAsync("explain", "--archive", archive), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measuring_never_changes_the_archive()
    {
        string archive = await _fixture.SearchedAsync("size", 40);
        List<string> before = SearchFixture.Content(archive);

        await RunAsync("explain", "--archive", archive, "--measure", "--json");

        Assert.Equal(before, SearchFixture.Content(archive));
    }

    [Theory]
    [InlineData("front")]
    [InlineData("choose")]
    [InlineData("explain")]
    [InlineData("report")]
    public async Task A_foreign_file_and_a_damaged_archive_are_refused(string verb)
    {
        string foreign = _fixture.Path("foreign.sqlite");
        using (Microsoft.Data.Sqlite.SqliteConnection other = new($"Data Source={foreign};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE recipes (name TEXT); PRAGMA user_version = 7";
            command.ExecuteNonQuery();
        }

        string damaged = await _fixture.SearchedAsync("size", 60, "damaged.sqlite");
        byte[] bytes = File.ReadAllBytes(damaged);
        bytes.AsSpan(4096).Fill(0x5a);
        File.WriteAllBytes(damaged, bytes);
        foreach (string path in new[] { foreign, damaged, _fixture.Path("missing.sqlite") })
        {
            EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => RunAsync(verb, "--archive", path));
            Assert.Equal(ExitCode.BadInput, e.ExitCode);
            Assert.Equal(path, e.Where);
        }
    }

    private static double Of(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static async Task<JsonElement> JsonOfAsync(params string[] args)
    {
        JsonElement root = JsonDocument.Parse(await TextOfAsync(args)).RootElement;
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        return root;
    }

    private static async Task<string> TextOfAsync(params string[] args)
    {
        (int code, string text) = await RunAsync(args);
        Assert.Equal(0, code);
        return text;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        Command search = SearchVerb.Create(_ => SearchFixture.Subject(new AnalyticEvaluator()));
        using StringWriter output = new();
        int code = await search.Parse(args).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = TextWriter.Null });
        return (code, output.ToString());
    }
}
