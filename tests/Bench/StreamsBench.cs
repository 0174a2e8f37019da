using Agent.Bench;

using Edge.Runtime.Cells;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

namespace Bench;

/// <summary>A frame of each of several streams, stream after stream and all in one pass over the weights.</summary>
internal sealed class StreamsBench(BenchLog log, RoundSettings settings)
{
    private const int FeatureFrames = 16;

    private static readonly int[] Sizes = [4, 16, StreamBatch.MaxStreams];

    public void Run()
    {
        RecognizerModel model = BenchModel.Create(seed: 1);
        short[][] features = BenchSignal.Features(new FrontEnd(model.Features, model.Statistics), FeatureFrames);
        double frameMicroseconds = 1e6 * model.Features.Stride * FeatureOptions.HopSamples / FeatureOptions.SampleRate;
        foreach (int bits in (int[])[8, 4])
        {
            log.Progress($"streams, w{bits}");
            QuantizedNetwork network = new(model, model.UniformPlan(bits, 8));
            List<BenchCandidate> candidates = [One(network, features)];
            candidates.AddRange(Sizes.Select(size => Batch(network, features, size)));
            IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(candidates, settings);
            log.Add($"network steps of many streams, w{bits}", times);
            foreach ((CandidateTimes time, int size) in times.Skip(1).Zip(Sizes))
            {
                log.Ratio($"mixed_{size}_w{bits}_vs_one_by_one", time, times[0]);
                log.Fact($"mixed_{size}_w{bits}_network_streams_per_core", frameMicroseconds * size / time.Microseconds.Median);
            }
        }
    }

    // As many streams as the largest batch has, so that both sides have the states of all streams in their caches or not.
    private static BenchCandidate One(QuantizedNetwork network, short[][] features)
    {
        StepLoop[] streams = [.. Enumerable.Range(0, StreamBatch.MaxStreams).Select(_ => new StepLoop(network, features))];
        int next = 0;
        return new BenchCandidate("one stream after the other", () => streams[next++ % streams.Length].Run());
    }

    private static BenchCandidate Batch(QuantizedNetwork network, short[][] features, int size)
    {
        StreamBatch batch = new(network, size);
        int[] streams = [.. Enumerable.Range(0, size)];
        short[] frames = [.. streams.SelectMany(s => features[s % features.Length])];
        int[] logPosteriors = new int[size * network.Model.Topology.Outputs];
        return new BenchCandidate($"{size} streams in one pass", () => batch.Step(streams, frames, logPosteriors), Work: size);
    }
}
