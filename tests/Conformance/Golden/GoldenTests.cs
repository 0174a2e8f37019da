using System.Diagnostics;

using Edge.Runtime.Model;

using Xunit;

namespace Conformance.Golden;

/// <summary>The same bits on every machine, kernel and schedule. New values are written by <c>eng/golden</c>.</summary>
public class GoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load();

    [Theory]
    [InlineData("", "")]
    [InlineData("DOTNET_EnableAVX512", "avx512=False")]
    [InlineData("DOTNET_EnableAVX2", "avx512=False avx2=False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "avx512=False avx2=False vectors=False")]
    public async Task Every_way_of_computing_gives_the_golden_bits_without_these_instructions(string switchedOff, string mark)
    {
        string[] lines = await HashesOfAProcess(switchedOff);
        Assert.StartsWith(mark, lines[0]);

        IReadOnlyDictionary<string, string> expected = GoldenMeasurement.Expected(Golden);
        string[][] values = [.. lines[1..].Select(l => l.Split('\t'))];
        Assert.Equal(expected.Keys.Order(), values.Select(v => v[0]).Distinct().Order());
        Assert.All(values, v => Assert.True(expected[v[0]] == v[2], $"{v[0]} by {v[1]}: {v[2]}, golden is {expected[v[0]]}"));
    }

    [Fact]
    public void Every_cell_and_plan_gives_bits_of_its_own() => Assert.Distinct([
        .. Golden.Streams.Values.Select(s => s.Posteriors),
        .. Golden.Bidirectional.Values,
        .. GoldenCells.Expected(Golden).Select(value => value.Value)]);

    [Fact]
    public void Prepared_codes_are_what_is_computed_with()
    {
        Assert.Equal(Golden.Streams["w16a16"].Posteriors, Golden.Prepared["w16a16"]);
        Assert.Equal(Golden.Streams["w8a8-per-matrix"].Posteriors, Golden.Prepared["w8a8-per-matrix"]);
        Assert.All(["w8a8", "w4a8", "w4a4", "w2a16", "mixed", "w8a8-delta-3"], plan => Assert.NotEqual(Golden.Streams[plan].Posteriors, Golden.Prepared[plan]));
    }

    [Fact]
    public void A_model_is_written_as_the_committed_file_of_its_format()
    {
        Assert.Equal(Golden.Model, HashWhenWritten(GoldenModel.Create(bidirectional: false), GoldenFile.ModelPath));
        Assert.Equal(Golden.PreparedModel, HashWhenWritten(GoldenModel.CreatePrepared(), GoldenFile.PreparedModelPath));
        Assert.All(GoldenCells.Names, cell => Assert.Equal(
            Golden.Cells[cell.Key].Model, HashWhenWritten(GoldenModel.Create(bidirectional: false, cell.Value), GoldenCells.PathOf(cell.Key))));
    }

    [Fact]
    public void The_default_model_gives_its_golden_bits_on_every_sample()
    {
        GoldenSpeech? found = GoldenSpeech.Measure();
        Assert.Equal(Golden.DefaultModel?.Model, found?.Model);
        Assert.Equal(Golden.DefaultModel?.Recordings, found?.Recordings);
    }

    private static string HashWhenWritten(RecognizerModel model, string committed)
    {
        string path = Path.Combine(Path.GetTempPath(), $"conformance-{Guid.NewGuid():N}.safetensors");
        try
        {
            string hash = ModelFile.Save(model, path).Hash;
            Assert.Equal(File.ReadAllBytes(committed), File.ReadAllBytes(path));
            return hash;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<string[]> HashesOfAProcess(string switchedOff)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(GoldenProgram).Assembly.Location, "hashes"]) { RedirectStandardOutput = true };
        if (switchedOff.Length > 0)
        {
            start.Environment[switchedOff] = "0";
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
