using HostTrainer.Search.Archive;
using HostTrainer.Tests.Training;
using HostTrainer.Tests.Workers;

namespace HostTrainer.Tests.Search;

/// <summary>
/// The test assembly as a program of its own: a search that stops answering after a number of measurements, so that a test
/// can kill the process at that point. Arguments: archive, preset, budget, measurements, threads; or those of
/// <see cref="WorkerProbe"/> or <see cref="GradientProbe"/>.
/// </summary>
public static class ProbeProgram
{
    public static async Task Main(string[] args)
    {
        if (args[0] == WorkerProbe.Verb)
        {
            await WorkerProbe.RunAsync(args);
            return;
        }

        if (args[0] == GradientProbe.Verb)
        {
            GradientProbe.Run(args);
            return;
        }

        int limit = int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture);
        AnalyticEvaluator evaluator = new(call =>
        {
            if (call > limit)
            {
                Console.Out.WriteLine("stopped");
                Console.Out.Flush();
                Thread.Sleep(Timeout.Infinite);
            }
        });
        using SearchArchive archive = SearchArchive.Open(args[0]);
        SearchRun run = archive.CreateRun(SearchFixture.Settings(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture)), DateTimeOffset.UnixEpoch);
        await SearchFixture.RunAsync(archive, run, evaluator, int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture));
    }
}
