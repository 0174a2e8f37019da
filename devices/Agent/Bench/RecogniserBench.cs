using System.Diagnostics;

using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Recognition;

namespace Agent.Bench;

/// <summary>
/// What a recogniser costs on this machine at several precisions: a network step hot, at the pace of audio and with cold caches,
/// the front end, whole streams, memory, and bytes allocated per frame.
/// </summary>
/// <param name="log">Receives the figures.</param>
/// <param name="settings">How long to measure.</param>
public sealed class RecogniserBench(BenchLog log, RoundSettings settings)
{
    /// <summary>Frames over which allocation is counted.</summary>
    public const int AllocationFrames = 10_000;

    private const int FeatureFrames = 64;
    private const int Streams = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Measures networks of one model side by side; ratios are against the first.</summary>
    /// <param name="networks">Networks by a short key that goes into the names of ratios.</param>
    public void Run(IReadOnlyList<(string Key, QuantizedNetwork Network)> networks)
    {
        RecognizerModel model = networks[0].Network.Model;
        FrontEnd(model);
        Steps(networks);
        WholeStreams(networks);
        foreach ((string key, QuantizedNetwork network) in networks)
        {
            log.Progress($"memory and allocation, {key}");
            log.Fact($"{key}_weight_bytes_of_plan", PlanSize.Of(model.Topology, network.Plan).Total);
            log.Fact($"{key}_weight_bytes_in_memory", network.Layers.Sum(l => l.Matrix.PackedBytes));
            log.Fact($"{key}_bytes_per_stream", MemoryUse.PerObject(Streams, () => new PhoneRecognizer(network)));
            log.Fact($"{key}_bytes_allocated_over_{AllocationFrames}_frames", AllocatedBytes(network));
        }
    }

    /// <summary>
    /// How fast a stream is in the first second of its life, when nothing was measured in this process yet: the runtime may still be compiling.
    /// </summary>
    /// <param name="key">Goes into the names of the figures.</param>
    /// <param name="network">A network as the agent runs it, warmed up.</param>
    public void FirstSecond(string key, QuantizedNetwork network)
    {
        log.Progress("first second of a stream");
        using RecogniserLoop loop = new(network);
        List<double> microseconds = [];
        for (double seconds = 0; seconds < 1; seconds += loop.FrameSeconds)
        {
            long start = Stopwatch.GetTimestamp();
            loop.Run();
            microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        log.Fact($"{key}_first_frame_us", microseconds[0]);
        log.Fact($"{key}_first_second_median_us_per_frame", Spread.Of(microseconds).Median);
        log.Fact($"{key}_first_second_largest_us_per_frame", microseconds.Max());
    }

    /// <summary>Managed bytes that a stream allocates over <see cref="AllocationFrames"/> frames after its first second; 0 is what is promised.</summary>
    public static long AllocatedBytes(QuantizedNetwork network)
    {
        using RecogniserLoop loop = new(network);
        for (int i = 0; i < 100; i++)
        {
            loop.Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < AllocationFrames; i++)
        {
            loop.Run();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void FrontEnd(RecognizerModel model)
    {
        log.Progress("front end");
        LogMelFilterbank filterbank = new(model.Features);
        short[] logMel = new short[model.Features.MelBands], window = BenchSignal.Make(FeatureOptions.WindowSamples);
        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(
            [new BenchCandidate("log-mel, one 10 ms frame", () => filterbank.Compute(window, logMel))], settings);
        log.Add("front end", times);
    }

    private void Steps(IReadOnlyList<(string Key, QuantizedNetwork Network)> networks)
    {
        RecognizerModel model = networks[0].Network.Model;
        short[][] features = BenchSignal.Features(new FrontEnd(model.Features, model.Statistics), FeatureFrames);
        StepLoop[] loops = [.. networks.Select(n => new StepLoop(n.Network, features))];
        BenchCandidate[] candidates = [.. networks.Select((n, i) => new BenchCandidate(n.Key, loops[i].Run))];

        log.Progress("network steps, hot");
        Compare("step", "network step, hot", InterleavedRounds.Hot(candidates, settings));
        log.Progress("network steps, paced");
        Compare("paced", "network step, one per 10 ms", InterleavedRounds.Paced(candidates, settings, Pause));
        log.Progress("network steps, cold caches");
        Compare("cold", "network step, cold caches", InterleavedRounds.Cold(candidates, settings));
        foreach (((string key, _), StepLoop loop) in networks.Zip(loops))
        {
            log.Fact($"{key}_updated_fraction", loop.UpdatedFraction);
        }
    }

    private void WholeStreams(IReadOnlyList<(string Key, QuantizedNetwork Network)> networks)
    {
        log.Progress($"{Streams} streams in turn");
        List<RecogniserLoop> all = [];
        List<BenchCandidate> candidates = [];
        foreach ((string key, QuantizedNetwork network) in networks)
        {
            RecogniserLoop[] streams = [.. Enumerable.Range(0, Streams).Select(_ => new RecogniserLoop(network))];
            all.AddRange(streams);
            int next = 0;
            candidates.Add(new BenchCandidate(key, () => streams[next++ % Streams].Run()));
        }

        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(candidates, settings);
        Compare("streams", $"sound to phones, one frame of {Streams} streams in turn", times);
        foreach ((CandidateTimes time, RecogniserLoop loop) in times.Zip(all.Where((_, i) => i % Streams == 0)))
        {
            log.Fact($"{time.Candidate.Name}_streams_per_core", loop.FrameSeconds * 1e6 / time.Microseconds.Median);
        }

        all.ForEach(l => l.Dispose());
    }

    private void Compare(string prefix, string group, IReadOnlyList<CandidateTimes> times)
    {
        log.Add(group, times);
        foreach (CandidateTimes time in times.Skip(1))
        {
            log.Ratio($"{prefix}_{time.Candidate.Name}_vs_{times[0].Candidate.Name}", time, times[0]);
        }
    }
}
