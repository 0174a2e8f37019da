using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;

using HostTrainer.Demo;

using Xunit;

namespace HostTrainer.Tests.Demo;

public sealed class DeviceFiguresTests
{
    [Fact]
    public void Windows_add_up_as_one_long_window_would()
    {
        DeviceFigures figures = DeviceFigures.Of(
            [DemoSamples.Window(90, 65536, updated: 0.2), DemoSamples.Window(10, 1048576, updated: 0.7)], DemoSamples.Topology)!;
        Assert.Equal((2, 100L), (figures.Windows, figures.Frames));
        Assert.InRange(figures.Network.P50Microseconds, 65.5, 65.5 * 1.032);
        Assert.InRange(figures.Network.P99Microseconds, 1048.5, 1048.6 * 1.032);
        Assert.All(figures.UpdatedFraction.Values, f => Assert.Equal(0.25, f, 9));
        Assert.Equal(0.25, figures.UpdatedWork, 9);
    }

    [Fact]
    public void Work_counts_layers_by_their_weights()
    {
        TelemetryPayload window = DemoSamples.Window(10, 65536, updated: 1);
        MatrixShape[] shapes = [.. DemoSamples.Topology.Matrices()];
        window = window with { Layers = [new LayerActivity(shapes[0].Name, 0), .. window.Layers.Skip(1)] };
        double expected = shapes.Skip(1).Sum(s => (double)s.Weights) / shapes.Sum(s => (double)s.Weights);
        Assert.Equal(expected, DeviceFigures.Of([window], DemoSamples.Topology)!.UpdatedWork, 9);
    }

    [Fact]
    public void Windows_without_frames_tell_nothing()
    {
        Assert.Null(DeviceFigures.Of([], DemoSamples.Topology));
        Assert.Null(DeviceFigures.Of([DemoSamples.Window(0, 0, updated: 1)], DemoSamples.Topology));
    }
}
