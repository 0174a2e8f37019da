using Edge.Runtime.Errors;

namespace Edge.Telemetry.Contracts;

/// <summary>Where a device is: its site and its name, the variable parts of every topic.</summary>
public sealed record DeviceAddress
{
    /// <summary>The longest site or device name, in characters.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Makes an address of two checked names.</summary>
    /// <param name="site">1 to 64 of <c>A-Z a-z 0-9 _ -</c>.</param>
    /// <param name="device">1 to 64 of <c>A-Z a-z 0-9 _ -</c>.</param>
    /// <exception cref="EdgeException">A name has another form (exit code 2).</exception>
    public DeviceAddress(string site, string device)
    {
        Site = Checked("site", site);
        Device = Checked("device", device);
    }

    /// <summary>The site's name.</summary>
    public string Site { get; }

    /// <summary>The device's name, unique within its site.</summary>
    public string Device { get; }

    /// <summary>True for 1 to 64 of <c>A-Z a-z 0-9 _ -</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= MaxNameLength && !name.ContainsAnyExcept(NameCharacters);

    /// <summary>Reads <c>site/device</c>.</summary>
    /// <exception cref="EdgeException">The text has another form (exit code 2).</exception>
    public static DeviceAddress Parse(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            ? new(parts[0], parts[1])
            : throw new EdgeException(ExitCode.Usage, "a device address is SITE/DEVICE", $"'{text}'", "write for instance lab/pi5-kitchen");
    }

    /// <summary><c>site/device</c>.</summary>
    public override string ToString() => $"{Site}/{Device}";

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static string Checked(string role, string name) =>
        IsName(name)
            ? name
            : throw new EdgeException(
                ExitCode.Usage, $"the {role} name is not acceptable", $"'{name}'", $"use 1 to {MaxNameLength} of A-Z a-z 0-9 _ -");
}
