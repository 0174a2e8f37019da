using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Search.Evaluation;
using HostTrainer.Workers;

namespace HostTrainer.Tests.Workers;

/// <summary>
/// A worker process that says <c>stopped</c> when it begins its first measurement and never ends it, so that a test can kill it in the middle of a
/// job. Arguments: <see cref="Verb"/>, broker, password file, model directory, corpus root.
/// </summary>
internal static class WorkerProbe
{
    public const string Verb = "worker";

    public static Task RunAsync(string[] args) => new WorkerService(
        QueueAddress.Parse(args[1], args[2], null, "--queue"),
        new WorkerOptions("stuck", args[3], args[4], Jobs: 1),
        sources => EngineErrorEvaluator.Open(sources) with { Evaluator = new Stuck() },
        Console.Error.WriteLine,
        TimeProvider.System).RunAsync(CancellationToken.None);

    private sealed class Stuck : IErrorEvaluator
    {
        public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation)
        {
            Console.Out.WriteLine("stopped");
            Console.Out.Flush();
            Thread.Sleep(Timeout.Infinite);
            throw new InvalidOperationException("nobody sleeps longer than that");
        }
    }
}
