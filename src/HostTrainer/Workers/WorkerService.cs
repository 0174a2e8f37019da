using Edge.Runtime.Errors;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Workers;

/// <summary>
/// Takes jobs from a broker, measures them and answers. A job is acknowledged when the broker has confirmed its answer: whatever happens to the
/// worker before, the broker gives the job to another one.
/// </summary>
/// <param name="address">The broker.</param>
/// <param name="options">This machine.</param>
/// <param name="load">Opens a model and its speech.</param>
/// <param name="notice">Told what happens, for people; from several threads.</param>
/// <param name="time">Source of time.</param>
public sealed class WorkerService(QueueAddress address, WorkerOptions options, SearchSubjectLoader load, Action<string> notice, TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly JobEvaluator _evaluator = new(new SubjectStore(options.ModelDirectory, options.CorpusRoot, load), options.Name, time);
    private int _measured;
    private int _refused;
    private int _returned;

    /// <summary>Works until it is told to stop; jobs that are not finished soon after are given back.</summary>
    /// <param name="stop">Tells it to stop.</param>
    /// <exception cref="EdgeException">The broker cannot be reached at the start (exit code 5).</exception>
    public async Task<WorkerSummary> RunAsync(CancellationToken stop)
    {
        SessionKeeper keeper = new(address, OpenAsync, notice, time, giveUpAfter: null);
        await using (keeper.ConfigureAwait(false))
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    QueueSession session = await keeper.GetAsync(stop).ConfigureAwait(false);
                    notice($"worker {options.Name} takes {options.Jobs} jobs at a time from {address}");
                    await ServeAsync(session, stop).ConfigureAwait(false);
                }
                catch (QueueLostException e)
                {
                    await keeper.DropAsync(e).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    notice($"worker {options.Name} stops");
                }
            }
        }

        return new WorkerSummary(_measured, _refused, _returned);
    }

    private Task<QueueSession> OpenAsync(CancellationToken cancellation) => QueueSession.OpenAsync(
        address, $"mohaq worker {options.Name}", QueueTopology.Jobs, (ushort)options.Jobs, QueueTopology.DeclareSharedAsync, cancellation);

    private async Task ServeAsync(QueueSession session, CancellationToken stop)
    {
        using CancellationTokenSource abandon = CancellationTokenSource.CreateLinkedTokenSource(session.Lost);
        List<Task> running = [];
        try
        {
            await foreach (QueueDelivery delivery in session.Deliveries.ReadAllAsync(stop).ConfigureAwait(false))
            {
                running.RemoveAll(t => t.IsCompleted);
                running.Add(DoAsync(session, delivery, abandon.Token));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await session.StopListeningAsync(CancellationToken.None).ConfigureAwait(false);
            await Task.WhenAny(Task.WhenAll(running), Task.Delay(Grace, time, session.Lost)).ConfigureAwait(false);
        }
        finally
        {
            await abandon.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    /// <summary>One job from its delivery to its acknowledgement. Never fails: what goes wrong decides what becomes of the job.</summary>
    private async Task DoAsync(QueueSession session, QueueDelivery delivery, CancellationToken abandon)
    {
        try
        {
            if (await AnswerAsync(session, delivery, abandon).ConfigureAwait(false) is { } again)
            {
                Interlocked.Increment(ref again ? ref _returned : ref _refused);
                await session.ReturnAsync(delivery, again, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (QueueLostException)
        {
            // The broker gives the job to somebody else.
        }
    }

    /// <returns>Null when the job is answered and acknowledged, else whether somebody else should try.</returns>
    private async Task<bool?> AnswerAsync(QueueSession session, QueueDelivery delivery, CancellationToken abandon)
    {
        try
        {
            EvaluationJob job = WorkerMessages.ReadJob(delivery.Body, QueueTopology.Jobs);
            EvaluationAnswer answer = await Task.Factory
                .StartNew(() => _evaluator.Answer(job, abandon), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false);
            bool wanted = await session.PublishAsync(QueueTopology.Answers, job.Run, WorkerMessages.Write(answer), CancellationToken.None).ConfigureAwait(false);
            await session.AcknowledgeAsync(delivery, CancellationToken.None).ConfigureAwait(false);
            Interlocked.Increment(ref answer.Refusal is null ? ref _measured : ref _refused);
            Tell(answer, wanted);
            return null;
        }
        catch (EdgeException e)
        {
            notice($"rejected a message: {e.Message}");
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception e) when (e is not QueueLostException)
        {
            notice($"a measurement failed ({e.GetType().Name}: {QueueErrors.Sentence(e)}); the job is given back");
            return true;
        }
    }

    private void Tell(EvaluationAnswer answer, bool wanted)
    {
        if (answer.Refusal is { } refusal)
        {
            notice($"refused evaluation {answer.Sequence} of {answer.Run}: {refusal.Where}: {refusal.What}; {refusal.Remedy}");
        }
        else if (!wanted)
        {
            notice($"search {answer.Run} is over: nobody wants evaluation {answer.Sequence}");
        }
    }
}
