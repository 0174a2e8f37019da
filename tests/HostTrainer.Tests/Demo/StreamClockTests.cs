using HostTrainer.Demo;

using Xunit;

namespace HostTrainer.Tests.Demo;

public sealed class StreamClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1.0, 0.7, 0, 0.3)]
    [InlineData(3.01, 2.9, 0, 0.11)] // reported when the first recording, 3 s long, had just ended
    [InlineData(3.9, 0.5, 1, 0.4)]
    [InlineData(8.4, 0.2, 0, 0.2)] // the second round begins at 8 s
    [InlineData(12.0, 0.9, 1, 0.1)]
    public void A_phone_is_placed_in_the_recording_that_was_heard(double reported, double end, int recording, double latency)
    {
        StreamClock clock = new([3, 5]);
        clock.AddWindow(At(1), 1);
        (int Recording, double LatencySeconds) placed = clock.Place(At(reported), end);
        Assert.Equal(recording, placed.Recording);
        Assert.Equal(latency, placed.LatencySeconds, 6);
    }

    [Fact]
    public void A_late_window_does_not_shift_the_start()
    {
        StreamClock clock = new([3, 5]);
        clock.AddWindow(At(1.25), 1);
        clock.AddWindow(At(2), 1);
        clock.AddWindow(At(4), 1);
        Assert.Equal(0.3, clock.Place(At(1), 0.7).LatencySeconds, 6);
    }

    [Fact]
    public void Windows_of_any_length_add_up()
    {
        StreamClock clock = new([30]);
        clock.AddWindow(At(1), 1);
        clock.AddWindow(At(1.25), 0.25);
        clock.AddWindow(At(2.25), 1);
        Assert.Equal(0.5, clock.Place(At(2), 1.5).LatencySeconds, 6);
    }

    [Fact]
    public void Nothing_is_placed_before_the_first_window()
    {
        StreamClock clock = new([3]);
        Assert.False(clock.Started);
        Assert.Throws<InvalidOperationException>(() => clock.Place(At(1), 0.5));
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);
}
