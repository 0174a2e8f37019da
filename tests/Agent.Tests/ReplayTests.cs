using Edge.Runtime.Errors;

namespace Agent.Tests;

public sealed class ReplayTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mohaq-replay-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Recordings_give_phones_in_time_order_without_a_broker()
    {
        using AgentProcess device = Start(Repository.Samples, "--json");
        Assert.Equal((int)ExitCode.Ok, device.Wait(Limit));
        Assert.True(device.Output.Split('\n').Length > 100, device.Errors);
        Assert.Contains("\"phone\":\"ae\"", device.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text.wav", "no audio at all")]
    [InlineData("empty.flac", "")]
    public void What_is_no_audio_is_refused_in_one_line(string name, string content)
    {
        string path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, content);
        AssertRefused(path);
    }

    [Fact]
    public void An_empty_directory_is_refused_in_one_line() => AssertRefused(_directory.CreateSubdirectory("nothing").FullName);

    [Fact]
    public void A_damaged_model_is_refused_in_one_line()
    {
        string path = Path.Combine(_directory.FullName, "damaged.safetensors");
        byte[] bytes = File.ReadAllBytes(Repository.Model);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(path, bytes);
        using AgentProcess device = new("replay", Repository.Samples, "--model", path, "--data", _directory.FullName);
        AssertBadInput(device);
    }

    private AgentProcess Start(string path, params string[] more) =>
        new(["replay", path, "--pace", "fast", "--model", Repository.Model, "--data", _directory.FullName, .. more]);

    private void AssertRefused(string path)
    {
        using AgentProcess device = Start(path);
        AssertBadInput(device);
    }

    private static void AssertBadInput(AgentProcess device)
    {
        Assert.Equal((int)ExitCode.BadInput, device.Wait(Limit));
        Assert.Equal("", device.Output);
        Assert.Single(device.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("mohaq-edge: ", device.Errors, StringComparison.Ordinal);
    }
}
