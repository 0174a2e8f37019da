using System.Text.Json.Serialization;

using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

namespace Agent.Boards;

/// <summary>What differs from board to board: the content of a file in <c>devices/boards</c>.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Board name; also the device's class in plan scopes.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="Audio">Audio source.</param>
/// <param name="EnergyPlatforms">Platforms whose modelled energy is reported, at most 8.</param>
/// <param name="WindowSeconds">Audio per telemetry message, 0.5 to 3600 s.</param>
/// <param name="LatencySlackMicroseconds">
/// Growth of a window's p99 latency that is the machine's, not a plan's: what its other work and its scheduler do to a frame. 0 to 10000.
/// </param>
public sealed record BoardProfile(
    int Schema,
    string Name,
    string Description,
    BoardAudio Audio,
    IReadOnlyList<string> EnergyPlatforms,
    double WindowSeconds,
    double LatencySlackMicroseconds)
{
    private const string Kind = "board";
    private const string Folder = "boards";

    /// <summary>Names of the boards that come with the program.</summary>
    public static IReadOnlyList<string> Names { get; } = DataFile.ResourceNames(typeof(BoardProfile).Assembly, Folder);

    /// <summary>A board by name, or from a file.</summary>
    /// <exception cref="EdgeException">There is no such board, or the file describes none.</exception>
    public static BoardProfile Open(string nameOrPath)
    {
        byte[] json = Names.Contains(nameOrPath)
            ? DataFile.ReadResource(typeof(BoardProfile).Assembly, $"{Folder}/{nameOrPath}.json")
            : DataFile.Read(nameOrPath, Kind);
        return DataFile.Deserialize(json, BoardJson.Default.BoardProfile, Kind, nameOrPath).Validated(nameOrPath);
    }

    private BoardProfile Validated(string where)
    {
        bool audio = Audio.Kind == "recordings" || (Audio.Kind == "alsa" && !string.IsNullOrEmpty(Audio.Device));
        if (Schema != 1 || !audio || EnergyPlatforms.Count > 8 || !(WindowSeconds is >= 0.5 and <= 3600)
            || !(LatencySlackMicroseconds is >= 0 and <= 10_000))
        {
            throw EdgeException.BadInput("a value of the board file is out of range", where, "compare it with the files in devices/boards");
        }

        return this;
    }
}

/// <summary>Source-generated JSON of board files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(BoardProfile))]
internal sealed partial class BoardJson : JsonSerializerContext;
