using HostTrainer.Training.Optimisation;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed class LearningRateScheduleTests
{
    private static readonly LearningRateSchedule Schedule = new(1e-3, 100, 3, 0.01);

    [Fact]
    public void The_rate_rises_to_its_peak_and_is_halved_from_there()
    {
        Assert.Equal(5e-4, Schedule.Rate(50, 0), 9);
        Assert.Equal(1e-3, Schedule.Rate(5000, 0), 9);
        Assert.Equal(2.5e-4, Schedule.Rate(5000, 2), 9);
    }

    [Theory]
    [InlineData(0.40, 0.50, 10, false)]
    [InlineData(0.498, 0.50, 10, true)]
    [InlineData(0.60, 0.50, 10, true)]
    [InlineData(0.40, 0.50, 3, true)]
    public void An_epoch_halves_when_the_error_stalls_or_the_run_ends(double error, double best, int epochsLeft, bool halves) =>
        Assert.Equal(halves, Schedule.Halves(error, best, epochsLeft));
}
