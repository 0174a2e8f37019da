using Xunit;

namespace Edge.Telemetry.Tests.Support;

/// <summary>Waits for a condition; the limit is only there so that a broken build ends.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    internal static async Task TrueAsync(Func<bool> condition, string what)
    {
        using CancellationTokenSource limit = new(Limit);
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"never came true: {what}");
            await Task.Delay(10);
        }
    }

    internal static async Task<T> InTimeAsync<T>(Task<T> task) => await task.WaitAsync(Limit);
}
