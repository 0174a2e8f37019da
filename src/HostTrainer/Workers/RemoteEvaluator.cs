using Edge.Runtime.Errors;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

using RabbitMQ.Client;

namespace HostTrainer.Workers;

/// <summary>
/// Measures generations by workers on other machines. An answer is acknowledged after it was kept, so that the broker delivers it again when this
/// process dies before; jobs that the broker has are not published twice, unless nothing is heard for long. Nothing depends on the order of the answers.
/// </summary>
/// <param name="address">The broker.</param>
/// <param name="run">The search.</param>
/// <param name="outstanding">Jobs that may wait for their answers, at least 1.</param>
/// <param name="notice">Told what happens, for people.</param>
/// <param name="time">Source of time.</param>
public sealed class RemoteEvaluator(QueueAddress address, SearchRun run, int outstanding, Action<string> notice, TimeProvider time)
    : IGenerationEvaluator, IAsyncDisposable
{
    /// <summary>Jobs that may wait for their answers where nothing else is said.</summary>
    public const int DefaultOutstanding = 64;

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TellAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PublishAgainAfter = TimeSpan.FromMinutes(10);
    private readonly JobWriter _writer = new(run);
    private SessionKeeper? _keeper;

    private SessionKeeper Keeper => _keeper ??= new SessionKeeper(address, OpenAsync, notice, time, GiveUpAfter);

    private string Queue => QueueTopology.AnswersOf(_writer.Run);

    /// <summary>Connects, so that a broker that cannot be used is noticed before anything is measured.</summary>
    /// <exception cref="EdgeException">It cannot be reached, or another process runs this search (exit code 5).</exception>
    public Task ConnectAsync(CancellationToken cancellation) => Keeper.GetAsync(cancellation);

    /// <inheritdoc/>
    /// <exception cref="EdgeException">A worker refused a job, a job died, or the broker stays away.</exception>
    public async Task<IReadOnlyList<Measurement>> EvaluateAsync(
        SearchProblem problem, IReadOnlyList<PendingEvaluation> generation, IGenerationJournal journal, CancellationToken cancellation)
    {
        GenerationJobs jobs = new(generation);
        while (jobs.Unfinished > 0)
        {
            try
            {
                QueueSession session = await Keeper.GetAsync(cancellation).ConfigureAwait(false);
                await PublishAsync(session, jobs, problem, cancellation).ConfigureAwait(false);
                if (await NextAsync(session, cancellation).ConfigureAwait(false) is { } delivery)
                {
                    await TakeAsync(session, delivery, jobs, journal, cancellation).ConfigureAwait(false);
                }
                else
                {
                    jobs.PublishAgain();
                }
            }
            catch (QueueLostException e)
            {
                await Keeper.DropAsync(e).ConfigureAwait(false);
            }
        }

        return [.. generation.Select(jobs.Of)];
    }

    /// <summary>The search is at its end: removes its queue from the broker. A queue that cannot be removed expires by itself.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        try
        {
            QueueSession session = await Keeper.GetAsync(cancellation).ConfigureAwait(false);
            await session.DeleteAsync(Queue, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is QueueLostException or EdgeException)
        {
            notice($"{Queue} is left on the broker and expires by itself ({QueueErrors.Sentence(e)})");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _keeper?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<QueueSession> OpenAsync(CancellationToken cancellation)
    {
        async Task DeclareAsync(IChannel channel, CancellationToken token)
        {
            await QueueTopology.LockAsync(channel, _writer.Run, token).ConfigureAwait(false);
            await QueueTopology.DeclareSharedAsync(channel, token).ConfigureAwait(false);
            await QueueTopology.DeclareAnswersAsync(channel, _writer.Run, token).ConfigureAwait(false);
        }

        ushort prefetch = (ushort)Math.Min(outstanding, ushort.MaxValue);
        return await QueueSession.OpenAsync(address, $"mohaq search {_writer.Run}", Queue, prefetch, DeclareAsync, cancellation).ConfigureAwait(false);
    }

    private async Task PublishAsync(QueueSession session, GenerationJobs jobs, SearchProblem problem, CancellationToken cancellation)
    {
        while (jobs.Next(outstanding) is { } next)
        {
            byte[] body = WorkerMessages.Write(_writer.Of(next, problem));
            if (!await session.PublishAsync(QueueTopology.Jobs, _writer.Run, body, cancellation).ConfigureAwait(false))
            {
                throw new QueueLostException($"the queue {QueueTopology.Jobs} is gone");
            }

            jobs.Published(next);
        }
    }

    /// <returns>The next answer; null after a long silence in which no job waited for a worker: the broker lost the jobs, or workers are very slow.</returns>
    private async Task<QueueDelivery?> NextAsync(QueueSession session, CancellationToken cancellation)
    {
        for (TimeSpan silence = TellAfter; ; silence += TellAfter)
        {
            using CancellationTokenSource patience = new(TellAfter, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            try
            {
                await session.Deliveries.WaitToReadAsync(either.Token).ConfigureAwait(false);
                if (session.Deliveries.TryRead(out QueueDelivery? delivery))
                {
                    return delivery;
                }
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                (uint jobs, uint workers) = await session.CountAsync(QueueTopology.Jobs, cancellation).ConfigureAwait(false);
                notice($"no answer for {silence.TotalSeconds:0} s: {jobs} jobs wait for a worker, {workers} workers are connected");
                if (silence >= PublishAgainAfter && jobs == 0)
                {
                    return null;
                }
            }
        }
    }

    private async Task TakeAsync(QueueSession session, QueueDelivery delivery, GenerationJobs jobs, IGenerationJournal journal, CancellationToken cancellation)
    {
        EdgeException? end = null;
        try
        {
            Take(delivery, jobs, journal);
        }
        catch (EdgeException e) when (e.Where == Queue)
        {
            end = e;
        }

        await session.AcknowledgeAsync(delivery, cancellation).ConfigureAwait(false);
        if (end is not null)
        {
            throw end;
        }
    }

    /// <exception cref="EdgeException">Named after the queue of answers when the message says that the search cannot go on.</exception>
    private void Take(QueueDelivery delivery, GenerationJobs jobs, IGenerationJournal journal)
    {
        if (delivery.DeathReason is { } reason)
        {
            EvaluationJob dead = WorkerMessages.ReadJob(delivery.Body, Queue);
            if (dead.Session == _writer.Session && jobs.Find(dead.Sequence, dead.Genome) is not null)
            {
                throw Died(dead, reason);
            }

            return;
        }

        EvaluationAnswer answer = WorkerMessages.ReadAnswer(delivery.Body, Queue);
        PendingEvaluation? wanted = answer.Run == _writer.Run ? jobs.Find(answer.Sequence, answer.Genome) : null;
        if (wanted is null || (answer.Refusal is not null && answer.Session != _writer.Session))
        {
            return;
        }

        if (answer.Refusal is { } refusal)
        {
            throw EdgeException.BadInput(
                $"worker {answer.Worker} cannot measure evaluation {answer.Sequence}: {refusal.What} ({refusal.Where})", Queue, $"{refusal.Remedy}; then 'mohaq search resume' goes on");
        }

        Measurement measurement = new(answer.SubsetErrors, answer.UpdatedFractions);
        journal.Keep(wanted, measurement);
        jobs.Finish(wanted, measurement);
    }

    private EdgeException Died(EvaluationJob dead, string reason) => EdgeException.BadInput(
        reason == "delivery_limit"
            ? $"evaluation {dead.Sequence} was given back more than {QueueTopology.DeliveryLimit} times: workers die of it, or stop while they measure it"
            : $"evaluation {dead.Sequence} was {reason.Replace('_', ' ')} by a worker that could not read it",
        Queue,
        $"see the workers' messages and the queue {QueueTopology.Dead}; 'mohaq search resume' tries again");
}
