using System.Globalization;
using System.Runtime.InteropServices;

using Edge.Runtime.Audio;
using Edge.Runtime.Errors;

namespace Agent.Tests;

/// <summary>Capture through ALSA's library, with a recording in place of the sound card (ALSA's own <c>file</c> plugin).</summary>
public sealed class MicrophoneTests : IDisposable
{
    private const string Device = "speech";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mohaq-microphone-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Captured_speech_gives_the_phones_that_the_same_recording_gives()
    {
        string recording = Path.Combine(Repository.Samples, "jfk", "jfk.flac");

        // The recording ends, the microphone goes on with silence: the last phones may differ.
        string[] expected = Phones(Replay(recording))[..^2];
        Assert.True(expected.Length > 40);
        using AgentProcess device = Listen(recording);
        SpinWait.SpinUntil(() => Phones(device.Output).Length >= expected.Length || !device.IsRunning, Limit);
        device.Terminate();
        Assert.Equal((int)ExitCode.Ok, device.Wait(Limit));
        Assert.Equal(expected, Phones(device.Output).Take(expected.Length));
    }

    [Fact]
    public void A_microphone_that_is_not_there_is_named_in_one_line()
    {
        using AgentProcess device = new("run", "--microphone", "nosuchcard", "--model", Repository.Model, "--data", PathOf("data"));
        Assert.Equal((int)ExitCode.Unreachable, device.Wait(Limit));
        Assert.Contains("nosuchcard", device.Errors, StringComparison.Ordinal);
        Assert.Empty(device.Output);
    }

    private static string[] Phones(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.EndsWith('}')).Select(l => l[l.IndexOf("\"phone\"", StringComparison.Ordinal)..])];

    private string Replay(string recording)
    {
        using AgentProcess device = new("replay", recording, "--pace", "fast", "--json", "--model", Repository.Model, "--data", PathOf("replay"));
        Assert.Equal((int)ExitCode.Ok, device.Wait(Limit));
        return device.Output;
    }

    private AgentProcess Listen(string recording)
    {
        string raw = PathOf("speech.raw"), configuration = PathOf("asound.conf");
        File.WriteAllBytes(raw, MemoryMarshal.AsBytes<short>(AudioFile.ReadMono16k(recording)));
        File.WriteAllText(configuration, string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            pcm.nothing { type null }
            pcm.{{Device}} { type file slave.pcm "nothing" file "/dev/null" infile "{{raw}}" format "raw" }
            """));
        return new(
            new Dictionary<string, string> { ["ALSA_CONFIG_PATH"] = configuration },
            "run", "--microphone", Device, "--json", "--model", Repository.Model, "--data", PathOf("data"));
    }

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);
}
