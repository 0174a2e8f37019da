namespace HostTrainer.Evaluation;

/// <summary>Work over items on all cores, each worker with its own state.</summary>
internal static class WorkerPool
{
    /// <summary>Runs an action for every index; results must go to places of their own. Errors of an item come out as they are.</summary>
    public static void Run<TState>(int count, CancellationToken cancellation, Func<TState> start, Action<TState, int> work)
    {
        int next = -1;
        int workers = Math.Min(count, Environment.ProcessorCount);
        Task[] tasks = [.. Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                TState state = start();
                for (int i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(state, i);
                }
            },
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        try
        {
            Task.WaitAll(tasks, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.Flatten().InnerExceptions[0]).Throw();
        }
    }
}
