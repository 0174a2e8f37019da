using Edge.Telemetry.Contracts;

namespace Edge.Telemetry.Tests.Support;

internal static class Samples
{
    internal static StatePayload Birth => new() { Status = DeviceStatus.Online, Firmware = "0.1.0", Reason = "start" };

    internal static HealthPayload Health(long number) =>
        new() { UptimeSeconds = number, WorkingSetBytes = 1, GcCounts = [0, 0, 0], JournalBytes = 0 };

    /// <summary>The number a <see cref="Health"/> payload carries.</summary>
    internal static long Number(ReadOnlySpan<byte> payload) => (long)PayloadCodec.Read<HealthPayload>(payload, "test").UptimeSeconds;
}
