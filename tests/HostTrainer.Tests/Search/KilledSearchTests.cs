using System.Diagnostics;
using System.Text.Json;

using HostTrainer.Tests.Evaluation;
using HostTrainer.Tests.Training;

using Xunit;

namespace HostTrainer.Tests.Search;

/// <summary><c>mohaq search</c> as a process of its own on a small model and corpus, killed again and again.</summary>
public sealed class KilledSearchTests : IDisposable
{
    private const int Kills = 20;
    private const int Budget = 90;

    private readonly SearchFixture _fixture = new();
    private readonly ToyCorpus _corpus = new(trainUtterances: 2, devUtterances: 1);

    public void Dispose()
    {
        _fixture.Dispose();
        _corpus.Dispose();
    }

    [Fact]
    public async Task Killed_at_twenty_random_instants_a_search_ends_in_the_archive_of_an_undisturbed_one()
    {
        SmallModel.Save(_fixture.Path("model.safetensors"));
        string undisturbed = await HashAsync(Start("undisturbed.sqlite", threads: 1));
        Random random = new(11);
        int killed = await KillAsync(Start("killed.sqlite", threads: 2), random);
        for (int i = 1; i < Kills; i++)
        {
            // Nothing to resume until the first process has lived long enough to begin its run.
            string[] again = File.Exists(_fixture.Path("killed.sqlite")) && Runs("killed.sqlite") > 0 ? Resume("killed.sqlite", 1 + (i % 3)) : Start("killed.sqlite", 2);
            killed += await KillAsync(again, random);
        }

        string resumed = await HashAsync(Runs("killed.sqlite") > 0 ? Resume("killed.sqlite", threads: 2) : Start("killed.sqlite", 2));

        Assert.InRange(killed, 1, Kills);
        Assert.Equal(undisturbed, resumed);
        Assert.Equal(64, resumed.Length);
        Assert.Equal(Rows("undisturbed.sqlite"), Rows("killed.sqlite"));
    }

    private List<string> Rows(string archive) => [.. SearchFixture.Content(_fixture.Path(archive))];

    private int Runs(string archive)
    {
        try
        {
            return SearchFixture.Content(_fixture.Path(archive)).Count;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return 0;
        }
    }

    private string[] Start(string archive, int threads) =>
    [
        "search", "start", "--preset", "size", "--model", _fixture.Path("model.safetensors"), "--corpus", _corpus.Train, "--subsets", "1", "--error-rise", "60",
        "--strategy", "nsga2", "--evaluations", $"{Budget}", "--seed", "5", "--threads", $"{threads}", "--archive", _fixture.Path(archive), "--json",
    ];

    private string[] Resume(string archive, int threads) => ["search", "resume", "--threads", $"{threads}", "--archive", _fixture.Path(archive), "--json"];

    private static Process Run(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mohaq.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Kills a process after some evaluations and a random moment; 1 when it was still alive.</summary>
    private static async Task<int> KillAsync(string[] arguments, Random random)
    {
        using Process process = Run(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();

        // Half of them as soon as the program lives, half when it searches.
        if (random.Next(2) == 0)
        {
            await process.StandardError.ReadLineAsync();
        }

        Task<string> error = process.StandardError.ReadToEndAsync();
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(random.Next(250)));
        int alive = process.HasExited ? 0 : 1;
        process.Kill();
        await process.WaitForExitAsync();
        await Task.WhenAll(output, error);
        return alive;
    }

    private static async Task<string> HashAsync(string[] arguments)
    {
        using Process process = Run(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(Budget, document.RootElement.GetProperty("evaluations").GetInt32());
        return document.RootElement.GetProperty("archiveHash").GetString()!;
    }
}
