using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;

using HostTrainer.Demo;

namespace HostTrainer.Tests.Demo;

/// <summary>Small figures to judge.</summary>
internal static class DemoSamples
{
    public static NetworkTopology Topology { get; } = new(InputSize: 8, Hidden: 16, Projection: 8, Layers: 2, Bidirectional: false, Outputs: 4, OutputDelay: 1);

    public static PrecisionPlan Plan(int bits, int? delta = null) =>
        PrecisionPlan.Uniform(new string('a', 64), Topology.Matrices().Select(m => m.Name), bits, bits, delta);

    public static PlanFigures Figures(int bits, double error, long bytes, int? delta = null, double phonesPerSecond = 10, double entropy = 2) => new(
        Plan(bits, delta), error, phonesPerSecond, entropy, new string('b', 64), bytes, [new("silago", 32.0 / bits, bits / 8.0), new("bitfusion", 16.0 / bits, null)]);

    /// <summary>A window whose frames all took about the same time.</summary>
    public static TelemetryPayload Window(int frames, long fromNanoseconds, double updated)
    {
        LatencySummary stage = frames == 0
            ? new(0, 0, 0, 0, 0, [], [])
            : new(frames, fromNanoseconds, fromNanoseconds, fromNanoseconds, fromNanoseconds, [fromNanoseconds], [frames]);
        return new TelemetryPayload
        {
            WindowSeconds = 1,
            Frames = frames,
            Latency = new(stage, stage, stage, stage),
            Layers = [.. Topology.Matrices().Select(m => new LayerActivity(m.Name, updated))],
            Energy = [],
            WeightBytes = 1,
            PlanVersion = 0,
            PosteriorHash = new string('c', 64),
            PhoneRate = 0,
        };
    }
}
