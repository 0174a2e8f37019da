using System.Diagnostics.CodeAnalysis;

using Edge.Runtime.Errors;

namespace Edge.Telemetry.Contracts;

/// <summary>The topics of one device: <c>mohaq/v1/{site}/{device}/...</c> (docs/protocol.md).</summary>
/// <param name="address">The device.</param>
public sealed class Topics(DeviceAddress address)
{
    /// <summary>What every topic starts with.</summary>
    public const string Root = "mohaq/v1";

    private static readonly string[] Suffixes = ["state", "telemetry", "events", "plan/desired", "plan/reported", "profile", "health"];

    /// <summary>The device.</summary>
    public DeviceAddress Address { get; } = address;

    /// <summary>Birth and last will, retained.</summary>
    public string State => For(TopicKind.State);

    /// <summary>Figures of one window of audio.</summary>
    public string Telemetry => For(TopicKind.Telemetry);

    /// <summary>Recognised phones.</summary>
    public string Events => For(TopicKind.Events);

    /// <summary>The signed plan the device should run, retained.</summary>
    public string PlanDesired => For(TopicKind.PlanDesired);

    /// <summary>What became of the desired plan, retained.</summary>
    public string PlanReported => For(TopicKind.PlanReported);

    /// <summary>Measured cost of kernels on this device.</summary>
    public string Profile => For(TopicKind.Profile);

    /// <summary>The process and its journal.</summary>
    public string Health => For(TopicKind.Health);

    /// <summary>The device's topic of one kind.</summary>
    public string For(TopicKind kind) => $"{Root}/{Address.Site}/{Address.Device}/{Suffixes[(int)kind]}";

    /// <summary>A subscription filter for one kind of topic of every device.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="site">One site, or null for all.</param>
    /// <exception cref="EdgeException">The site's name is not acceptable (exit code 2).</exception>
    public static string Filter(TopicKind kind, string? site = null)
    {
        string sitePart = site is null ? "+" : new DeviceAddress(site, "any").Site;
        return $"{Root}/{sitePart}/+/{Suffixes[(int)kind]}";
    }

    /// <summary>Takes a topic apart.</summary>
    /// <param name="topic">Any topic.</param>
    /// <param name="address">The device, when the topic is one of ours.</param>
    /// <param name="kind">The kind, when the topic is one of ours.</param>
    /// <returns>False when the topic is not one of ours.</returns>
    public static bool TryParse(string topic, [NotNullWhen(true)] out DeviceAddress? address, out TopicKind kind)
    {
        (address, kind) = (null, default);
        string[] parts = topic.Split('/', 5);
        if (parts.Length != 5 || $"{parts[0]}/{parts[1]}" != Root || !DeviceAddress.IsName(parts[2]) || !DeviceAddress.IsName(parts[3]))
        {
            return false;
        }

        int index = Array.IndexOf(Suffixes, parts[4]);
        if (index < 0)
        {
            return false;
        }

        (address, kind) = (new DeviceAddress(parts[2], parts[3]), (TopicKind)index);
        return true;
    }
}
