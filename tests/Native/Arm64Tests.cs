using System.Runtime.InteropServices;
using System.Text.Json;

using Edge.Runtime.Audio;

namespace Native;

/// <summary>The engine as arm64 code gives the bits it gives here, on processors with and without dot product instructions.</summary>
[Collection("native builds, one after the other")]
public sealed class Arm64Tests : IClassFixture<Arm64Build>
{
    [Theory]
    [InlineData("cortex-a53", false)]
    [InlineData("cortex-a72", false)]
    [InlineData("cortex-a76", true)]
    [InlineData("max", true)]
    public async Task Every_kernel_gives_the_bits_of_this_machine_and_dot_products_run_where_there_are_any(string processor, bool dotProduct)
    {
        CheckLines found = await Arm64Build.RunAsync(processor, "kernels");
        CheckLines.Here(["kernels"]).AssertSameBits(found);
        Assert.Contains("128 bits", found.Ways);
        Assert.Equal(dotProduct, found.Ways.Contains("arm dot"));
    }

    [Theory]
    [InlineData("cortex-a53")]
    [InlineData("cortex-a76")]
    public async Task Tables_and_element_wise_code_give_the_bits_of_this_machine(string processor)
    {
        CheckLines.Here(["tables"]).AssertSameBits(await Arm64Build.RunAsync(processor, "tables"));
        CheckLines found = await Arm64Build.RunAsync(processor, "elementwise");
        CheckLines.Here(["elementwise"]).AssertSameBits(found);
        Assert.Contains("128 bits", found.Ways);
    }

    [Theory]
    [InlineData("cortex-a53")]
    [InlineData("cortex-a76")]
    public async Task Streams_and_utterances_give_the_golden_bits(string processor)
    {
        CheckLines found = await Arm64Build.RunAsync(processor, "golden");
        CheckLines.Here(["golden"]).AssertSameBits(found);

        using JsonDocument golden = await GoldenAsync();
        foreach (JsonProperty plan in golden.RootElement.GetProperty("streams").EnumerateObject())
        {
            foreach (string kind in (string[])["posteriors", "phones"])
            {
                string expected = plan.Value.GetProperty(kind).GetString()!;
                Assert.All(found.Lines.Where(line => line.What == $"{plan.Name} {kind}"), line => Assert.Equal(expected, line.Hash));
            }
        }
    }

    [Theory]
    [InlineData("cortex-a72")]
    [InlineData("cortex-a76")]
    public async Task A_recording_gives_the_golden_bits_by_the_default_model(string processor)
    {
        const string Recording = "jfk/jfk.flac";
        string path = Path.Combine(Path.GetTempPath(), $"native-{Guid.NewGuid():N}.pcm");
        try
        {
            short[] pcm = AudioFile.ReadMono16k(Path.Combine(Repository.Samples, Recording));
            await File.WriteAllBytesAsync(path, MemoryMarshal.AsBytes<short>(pcm).ToArray());
            CheckLines found = await Arm64Build.RunAsync(processor, "speech", Repository.Model, path, "16");

            using JsonDocument golden = await GoldenAsync();
            JsonElement model = golden.RootElement.GetProperty("defaultModel"), recording = model.GetProperty("recordings").GetProperty(Recording);
            string?[] expected = [.. new[] { model.GetProperty("model"), recording.GetProperty("posteriors"), recording.GetProperty("phones") }.Select(v => v.GetString())];
            Assert.Equal(expected, found.Lines.Select(line => line.Hash));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<JsonDocument> GoldenAsync() =>
        JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests", "Conformance", "golden.json")));
}
