using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Tests.Evaluation;
using HostTrainer.Tests.Training;
using HostTrainer.Workers;

using RabbitMQ.Client;

using Xunit;

namespace HostTrainer.Tests.Workers;

[Collection(RabbitCollection.Name)]
public sealed class RefusedJobTests(RabbitBroker broker) : IDisposable
{
    private readonly SmallSearch _search = new(evaluations: 12);

    public void Dispose() => _search.Dispose();

    [Fact]
    public async Task A_worker_without_the_model_says_so_and_the_search_resumes_with_a_worker_that_has_it()
    {
        string other = _search.In("other");
        Directory.CreateDirectory(other);
        SmallModel.Save(Path.Combine(other, "other.safetensors"), seed: 2);
        using SearchArchive archive = SearchArchive.Open(_search.In("a.sqlite"));
        SearchRun run = _search.Begin(archive);

        await using (LocalWorker wrong = await LocalWorker.StartAsync(broker.Address, other, "/"))
        {
            EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => _search.RemoteAsync(broker.Address, archive, run));
            Assert.Equal(ExitCode.BadInput, e.ExitCode);
            Assert.Contains("worker local cannot measure", e.Message, StringComparison.Ordinal);
            Assert.Contains($"none of 1 models has the hash {run.Settings.ModelHash}", e.Message, StringComparison.Ordinal);
        }

        await using LocalWorker right = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/");
        SearchReport found = await _search.RemoteAsync(broker.Address, archive, archive.FindRun(run.Id));
        Assert.Equal(12, found.Evaluations);
    }

    [Fact]
    public async Task A_worker_with_other_speech_says_so()
    {
        using ToyCorpus other = new(trainUtterances: 1, devUtterances: 3);
        using SearchArchive archive = SearchArchive.Open(_search.In("a.sqlite"));
        await using LocalWorker wrong = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, other.Root);

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => _search.RemoteAsync(broker.Address, archive, _search.Begin(archive)));

        Assert.Contains("other speech than the search's", e.Message, StringComparison.Ordinal);
        Assert.Contains(other.Dev, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_on_which_workers_fail_again_and_again_ends_the_search_and_stays_with_the_dead()
    {
        using SearchArchive archive = SearchArchive.Open(_search.In("a.sqlite"));
        SearchRun run = _search.Begin(archive);
        await using LocalWorker broken = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/", (_, _) => throw new InvalidOperationException("out of luck"));

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => _search.RemoteAsync(broker.Address, archive, run));

        Assert.Contains("was given back more than 5 times", e.Message, StringComparison.Ordinal);
        await using IConnection connection = await broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        BasicGetResult? dead = await GetAsync(channel, RunKey.Of(run));
        Assert.Equal(run.Settings.ModelHash, WorkerMessages.ReadJob(dead.Body.Span, "mohaq.dead").ModelHash);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("null")]
    [InlineData("{\"schema\":1}")]
    public async Task A_message_that_is_no_job_goes_to_the_dead_and_the_worker_goes_on(string body)
    {
        await using LocalWorker worker = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/");
        await using IConnection connection = await broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await QueueTopology.DeclareSharedAsync(channel, CancellationToken.None);
        string key = Guid.NewGuid().ToString("N");
        await channel.BasicPublishAsync(QueueTopology.Jobs, key, System.Text.Encoding.UTF8.GetBytes(body));

        BasicGetResult dead = await GetAsync(channel, key);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(dead.Body.Span));
        using SearchArchive archive = SearchArchive.Open(_search.In("a.sqlite"));
        SearchReport found = await _search.RemoteAsync(broker.Address, archive, _search.Begin(archive));
        Assert.Equal(12, found.Evaluations);
        Assert.Equal(1, (await worker.StopAsync()).Refused);
    }

    [Fact]
    public async Task A_worker_that_is_stopped_gives_an_unfinished_job_back()
    {
        TaskCompletionSource begun = new();
        using SearchArchive archive = SearchArchive.Open(_search.In("a.sqlite"));
        await using LocalWorker stopped = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/", (_, token) =>
        {
            begun.TrySetResult();
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        }, new ImpatientTime());
        Task<SearchReport> remote = _search.RemoteAsync(broker.Address, archive, _search.Begin(archive));
        await begun.Task;

        WorkerSummary summary = await stopped.StopAsync();

        Assert.InRange(summary.Returned, 1, 2);
        Assert.Equal(0, summary.Measured);
        await using LocalWorker next = await LocalWorker.StartAsync(broker.Address, _search.ModelDirectory, "/");
        Assert.Equal(12, (await remote).Evaluations);
    }

    private static async Task<BasicGetResult> GetAsync(IChannel channel, string routingKey)
    {
        while (true)
        {
            BasicGetResult? message = await channel.BasicGetAsync(QueueTopology.Dead, autoAck: true);
            if (message?.RoutingKey == routingKey)
            {
                return message;
            }

            await Task.Delay(message is null ? 50 : 0);
        }
    }
}
