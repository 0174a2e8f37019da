using System.Text.Json;

using HostTrainer.Cli;
using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Tests.Search;
using HostTrainer.Workers;

using RabbitMQ.Client;

using Xunit;

namespace HostTrainer.Tests.Workers;

[Collection(RabbitCollection.Name)]
public sealed class RemoteSearchTests(RabbitBroker broker) : IDisposable
{
    private readonly SmallSearch _search = new();

    public void Dispose() => _search.Dispose();

    [Fact]
    public async Task Two_worker_processes_of_which_one_is_killed_in_the_middle_of_a_job_find_the_same_as_one_process()
    {
        SearchReport alone = await _search.AloneAsync();
        using ChildProcess stuck = new(
            "dotnet", ["exec", typeof(ProbeProgram).Assembly.Location, WorkerProbe.Verb, broker.Uri, broker.PasswordFile, _search.ModelDirectory, _search.CorpusRoot]);
        using ChildProcess worker = new(
            "dotnet",
            ["exec", typeof(HostCommandLine).Assembly.Location, "worker", "--queue", broker.Uri, "--queue-password-file", broker.PasswordFile,
                "--model-dir", _search.ModelDirectory, "--corpus-root", "/", "--jobs", "2", "--name", "good", "--json"]);
        await stuck.LineAsync("takes 1 jobs at a time");
        await worker.LineAsync("takes 2 jobs at a time");

        using SearchArchive archive = SearchArchive.Open(_search.In("remote.sqlite"));
        Task<SearchReport> remote = _search.RemoteAsync(broker.Address, archive, _search.Begin(archive));
        await stuck.LineAsync("stopped");
        Assert.False(remote.IsCompleted);
        stuck.Kill();
        SearchReport found = await remote;
        worker.Signal(Loopback.SigTerm);

        Assert.Equal(0, await worker.EndAsync());
        JsonElement summary = JsonDocument.Parse(await worker.LineAsync("{")).RootElement;
        Assert.Equal(archive.Evaluations(found.Run).Count(e => e.Measurement.Error is not null), summary.GetProperty("measured").GetInt32());
        SameFindings(alone, found);
    }

    [Fact]
    public async Task A_broker_that_is_stopped_and_started_again_in_the_middle_loses_and_changes_nothing()
    {
        SearchReport alone = await _search.AloneAsync();
        using ManualResetEventSlim back = new();
        TaskCompletionSource middle = new();
        await using LocalWorker worker = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/", (number, token) =>
        {
            if (number == 20)
            {
                middle.SetResult();
                back.Wait(token);
            }
        });
        using SearchArchive archive = SearchArchive.Open(_search.In("remote.sqlite"));
        Task<SearchReport> remote = _search.RemoteAsync(broker.Address, archive, _search.Begin(archive));
        await middle.Task;
        await broker.StopAsync();
        await broker.StartAsync();
        back.Set();

        SameFindings(alone, await remote);
        Assert.Contains(worker.Notices, n => n.Contains("connection lost", StringComparison.Ordinal));
        Assert.Contains(worker.Notices, n => n.Contains("again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_that_was_interrupted_goes_on_with_what_workers_measured_meanwhile()
    {
        SearchReport alone = await _search.AloneAsync();
        await using LocalWorker worker = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/");
        using SearchArchive archive = SearchArchive.Open(_search.In("remote.sqlite"));
        SearchRun run = _search.Begin(archive);
        using CancellationTokenSource stop = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _search.RemoteAsync(broker.Address, archive, run, p =>
        {
            if (p.Fresh == 15)
            {
                stop.Cancel();
            }
        }, cancellation: stop.Token));

        SameFindings(alone, await _search.RemoteAsync(broker.Address, archive, archive.FindRun(run.Id)));
    }

    [Fact]
    public async Task Jobs_that_the_broker_lost_are_sent_again_after_a_long_silence()
    {
        SearchReport alone = await _search.AloneAsync();
        ImpatientTime time = new();
        using SearchArchive archive = SearchArchive.Open(_search.In("remote.sqlite"));
        Task<SearchReport> remote = _search.RemoteAsync(broker.Address, archive, _search.Begin(archive), time: time);
        await using IConnection connection = await broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        uint lost = 0;
        while (lost < 16)
        {
            lost += await channel.QueuePurgeAsync(QueueTopology.Jobs);
        }

        while (await channel.MessageCountAsync(QueueTopology.Jobs) == 0)
        {
            await Task.Delay(10);
        }

        time.Hurries = false;
        await using LocalWorker worker = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/");

        SameFindings(alone, await remote);
    }

    [Fact]
    public async Task The_verbs_search_by_workers_too()
    {
        SearchReport alone = await _search.AloneAsync();
        await using LocalWorker worker = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/");
        using StringWriter output = new();
        int code = await SearchVerb.Create(HostTrainer.Evaluation.EngineErrorEvaluator.Open).Parse(
        [
            "start", "--platform", "bitfusion", "--objectives", "error,size", "--error-rise", "30", "--delta-genes", "--strategy", "nsga2", "--model", _search.ModelPath, "--corpus", _search.CorpusPath,
            "--subsets", "1", "--evaluations", "60", "--seed", "1", "--archive", _search.In("verb.sqlite"), "--json",
            "--workers", broker.TlsUri, "--queue-password-file", broker.PasswordFile, "--queue-ca-file", broker.Authority,
        ]).InvokeAsync(new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = TextWriter.Null });

        Assert.Equal(0, code);
        Assert.Equal(alone.ArchiveHash, JsonDocument.Parse(output.ToString()).RootElement.GetProperty("archiveHash").GetString());
    }

    private static void SameFindings(SearchReport expected, SearchReport actual)
    {
        Assert.NotEmpty(expected.Front);
        Assert.Equal(expected.ArchiveHash, actual.ArchiveHash);
        Assert.Equal(expected.Hypervolume, actual.Hypervolume);
        Assert.Equal(expected.Front.Select(p => p.Genome), actual.Front.Select(p => p.Genome));
    }
}
