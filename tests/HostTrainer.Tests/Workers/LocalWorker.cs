using System.Collections.Concurrent;

using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Search.Evaluation;
using HostTrainer.Workers;

namespace HostTrainer.Tests.Workers;

/// <summary>A worker in this process, stopped when disposed.</summary>
internal sealed class LocalWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<WorkerSummary> _work;

    private LocalWorker(QueueAddress broker, string modelDirectory, string corpusRoot, Action<int, CancellationToken>? before, TimeProvider? time)
    {
        int count = 0;
        SearchSubject Load(SearchSources sources)
        {
            SearchSubject subject = EngineErrorEvaluator.Open(sources);
            return subject with { Evaluator = new Watched(subject.Evaluator, token => before?.Invoke(Interlocked.Increment(ref count), token)) };
        }

        WorkerService service = new(broker, new WorkerOptions("local", modelDirectory, corpusRoot, Jobs: 2), Load, Notices.Enqueue, time ?? TimeProvider.System);
        _work = service.RunAsync(_stop.Token);
    }

    public ConcurrentQueue<string> Notices { get; } = new();

    /// <summary>Starts a worker and waits until it takes jobs.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="modelDirectory">Where models are.</param>
    /// <param name="corpusRoot">Where corpora are.</param>
    /// <param name="before">Called before every measurement with its number, from 1.</param>
    /// <param name="time">Source of time.</param>
    public static async Task<LocalWorker> StartAsync(
        QueueAddress broker, string modelDirectory, string corpusRoot, Action<int, CancellationToken>? before = null, TimeProvider? time = null)
    {
        LocalWorker worker = new(broker, modelDirectory, corpusRoot, before, time);
        while (!worker._work.IsCompleted && worker.Notices.IsEmpty)
        {
            await Task.Delay(10);
        }

        return worker._work.IsFaulted ? throw worker._work.Exception : worker;
    }

    public async Task<WorkerSummary> StopAsync()
    {
        await _stop.CancelAsync();
        return await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private sealed class Watched(IErrorEvaluator inner, Action<CancellationToken> before) : IErrorEvaluator
    {
        public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation)
        {
            before(cancellation);
            return inner.Measure(plan, enough, cancellation);
        }
    }
}
