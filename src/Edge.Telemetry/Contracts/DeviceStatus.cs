using System.Text.Json.Serialization;

namespace Edge.Telemetry.Contracts;

/// <summary>Whether a device is connected.</summary>
[JsonConverter(typeof(CamelCaseEnum<DeviceStatus>))]
public enum DeviceStatus
{
    /// <summary>Not connected: it said so, or the broker published its last will.</summary>
    Offline,

    /// <summary>Connected.</summary>
    Online,
}
