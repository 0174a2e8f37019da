using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

namespace Edge.Telemetry.Profiles;

/// <summary>Reads, checks and writes profiles.</summary>
public static class ProfileFile
{
    private const string Kind = "profile";

    /// <summary>Reads a profile file.</summary>
    /// <exception cref="EdgeException">The file cannot be read or is no usable profile; the message says why.</exception>
    public static DeviceProfile Load(string path) => Parse(DataFile.Read(path, Kind), path);

    /// <summary>Reads a profile from JSON.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">The text is no usable profile.</exception>
    public static DeviceProfile Parse(ReadOnlySpan<byte> json, string where)
    {
        DeviceProfile profile = DataFile.Deserialize(json, ProfileJson.Default.DeviceProfile, Kind, where);
        return profile.Fault() is { } fault ? throw EdgeException.BadInput(fault, where, "profile the device again") : profile;
    }

    /// <summary>The profile as one line of JSON.</summary>
    public static string Write(DeviceProfile profile) => JsonSerializer.Serialize(profile, ProfileJson.Default.DeviceProfile);
}
