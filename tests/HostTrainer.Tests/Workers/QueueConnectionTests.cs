using Edge.Runtime.Errors;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Workers;

using RabbitMQ.Client;
using RabbitMQ.Client.Events;

using Xunit;

namespace HostTrainer.Tests.Workers;

[Collection(RabbitCollection.Name)]
public sealed class QueueConnectionTests(RabbitBroker broker) : IDisposable
{
    private readonly SmallSearch _search = new(evaluations: 12);

    public void Dispose() => _search.Dispose();

    [Fact]
    public async Task A_wrong_password_is_an_error_that_names_the_broker_and_not_the_password()
    {
        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => ConnectAsync(broker.Address with { Password = "wrong horse" }));

        Assert.Equal(ExitCode.Unreachable, e.ExitCode);
        Assert.Equal(broker.Uri, e.Where);
        Assert.Contains("does not accept this user and password", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_an_error_at_once()
    {
        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => ConnectAsync(broker.Address with { Port = Loopback.FreePorts(1)[0] }));

        Assert.Equal(ExitCode.Unreachable, e.ExitCode);
        Assert.Contains("cannot be reached", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        QueueAddress address = QueueAddress.Parse(broker.TlsUri, broker.PasswordFile, null, "--queue");

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => ConnectAsync(address));

        Assert.Contains("no trusted TLS connection", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_that_runs_the_same_search_is_refused()
    {
        using SearchArchive archive = SearchArchive.Open(_search.In("a.sqlite"));
        SearchRun run = _search.Begin(archive);
        await using RemoteEvaluator first = new(broker.Address, run, 1, _ => { }, TimeProvider.System);
        await using RemoteEvaluator second = new(broker.Address, run, 1, _ => { }, TimeProvider.System);
        await first.ConnectAsync(CancellationToken.None);

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => second.ConnectAsync(CancellationToken.None));

        Assert.Contains("another process runs this search", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_come_twice_late_or_for_other_genomes_change_nothing()
    {
        SearchReport alone = await _search.AloneAsync();
        ChattyWorker worker = new(_search.Subject().Evaluator);
        await using IConnection connection = await broker.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await QueueTopology.DeclareSharedAsync(channel, CancellationToken.None);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            foreach (EvaluationAnswer answer in worker.Answers(WorkerMessages.ReadJob(message.Body.Span, "mohaq.jobs")))
            {
                await channel.BasicPublishAsync(QueueTopology.Answers, answer.Run, WorkerMessages.Write(answer));
            }

            await channel.BasicAckAsync(message.DeliveryTag, false);
        };
        await channel.BasicConsumeAsync(QueueTopology.Jobs, autoAck: false, consumer);
        using SearchArchive archive = SearchArchive.Open(_search.In("a.sqlite"));

        SearchReport found = await _search.RemoteAsync(broker.Address, archive, _search.Begin(archive));

        Assert.Equal(alone.ArchiveHash, found.ArchiveHash);
    }

    private async Task ConnectAsync(QueueAddress address)
    {
        using SearchArchive archive = SearchArchive.Open(_search.In("a.sqlite"));
        await using RemoteEvaluator remote = new(address, _search.Begin(archive), 1, _ => { }, TimeProvider.System);
        await remote.ConnectAsync(CancellationToken.None);
    }
}
