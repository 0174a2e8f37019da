using RabbitMQ.Client;

namespace HostTrainer.Workers;

/// <summary>
/// The exchanges and queues of all searches on a virtual host. Jobs of all searches share one queue; every search has a queue for its answers.
/// A dead job goes to the common queue of dead jobs and to its search's answers, because its routing key is the search.
/// All queues are quorum queues: they survive the broker's restart, and the loss of a minority of a cluster's machines.
/// </summary>
public static class QueueTopology
{
    /// <summary>Exchange and queue of jobs.</summary>
    public const string Jobs = "mohaq.jobs";

    /// <summary>Exchange of answers; the routing key is the search.</summary>
    public const string Answers = "mohaq.answers";

    /// <summary>Exchange and queue of jobs that no worker could do; the routing key is the search.</summary>
    public const string Dead = "mohaq.dead";

    /// <summary>How often a job may be given back before it is dead.</summary>
    public const int DeliveryLimit = 5;

    private const int KeptDeadJobs = 1000;
    private static readonly TimeSpan UnusedAnswersExpire = TimeSpan.FromDays(1);

    /// <summary>
    /// Keeps other processes from running the same search while this connection lives: an exclusive queue of that name belongs to it, and the broker
    /// refuses it to others (405). Quorum queues do not refuse a second listener.
    /// </summary>
    public static Task LockAsync(IChannel channel, string run, CancellationToken cancellation) =>
        channel.QueueDeclareAsync($"mohaq.search.{run}", durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellation);

    /// <summary>The queue of a search's answers.</summary>
    /// <param name="run">Key of the search.</param>
    public static string AnswersOf(string run) => $"{Answers}.{run}";

    /// <summary>Makes what all searches share, where it is missing.</summary>
    public static async Task DeclareSharedAsync(IChannel channel, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(Jobs, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellation).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(Answers, ExchangeType.Direct, durable: true, autoDelete: false, cancellationToken: cancellation).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(Dead, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellation).ConfigureAwait(false);
        await DeclareAsync(channel, Dead, new() { ["x-max-length"] = KeptDeadJobs }, cancellation).ConfigureAwait(false);
        await channel.QueueBindAsync(Dead, Dead, "#", cancellationToken: cancellation).ConfigureAwait(false);
        Dictionary<string, object?> jobs = new()
        {
            ["x-delivery-limit"] = DeliveryLimit,
            ["x-dead-letter-exchange"] = Dead,
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
        };
        await DeclareAsync(channel, Jobs, jobs, cancellation).ConfigureAwait(false);
        await channel.QueueBindAsync(Jobs, Jobs, string.Empty, cancellationToken: cancellation).ConfigureAwait(false);
    }

    /// <summary>Makes the queue of a search's answers, where it is missing. It expires a day after it was used last.</summary>
    public static async Task DeclareAnswersAsync(IChannel channel, string run, CancellationToken cancellation)
    {
        string queue = AnswersOf(run);
        await DeclareAsync(channel, queue, new() { ["x-expires"] = (int)UnusedAnswersExpire.TotalMilliseconds }, cancellation).ConfigureAwait(false);
        await channel.QueueBindAsync(queue, Answers, run, cancellationToken: cancellation).ConfigureAwait(false);
        await channel.QueueBindAsync(queue, Dead, run, cancellationToken: cancellation).ConfigureAwait(false);
    }

    private static Task DeclareAsync(IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken cancellation)
    {
        arguments["x-queue-type"] = "quorum";
        return channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellation);
    }
}
