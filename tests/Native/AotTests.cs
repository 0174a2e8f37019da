using System.Globalization;
using System.Text.RegularExpressions;

using Edge.Runtime.Errors;

namespace Native;

/// <summary>The device program as native code: one small file that does what the program under the just-in-time compiler does.</summary>
[Collection("native builds, one after the other")]
public sealed partial class AotTests(AotBuild build) : IClassFixture<AotBuild>, IDisposable
{
    private const long LargestFile = 16 << 20;
    private const long LargestMemoryKiB = 96 << 10;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("mohaq-native-test-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void The_program_is_one_small_file_and_needs_little_memory()
    {
        Match figures = Figures().Match(build.Report);
        Assert.True(figures.Success, build.Report);
        Assert.InRange(long.Parse(figures.Groups["bytes"].Value, CultureInfo.InvariantCulture), 1, LargestFile);
        Assert.InRange(long.Parse(figures.Groups["memory"].Value, CultureInfo.InvariantCulture), 1, LargestMemoryKiB);
    }

    [Fact]
    public async Task Help_names_the_verbs()
    {
        string help = await ProgramRun.OutputAsync(AotBuild.Program, "--help");
        Assert.Contains("replay", help, StringComparison.Ordinal);
        Assert.Contains("run", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_give_the_lines_they_give_under_the_just_in_time_compiler()
    {
        string[] replay = ["replay", Repository.Samples, "--pace", "fast", "--json", "--model", Repository.Model, "--data", _data.FullName];
        string native = await ProgramRun.OutputAsync(AotBuild.Program, replay);
        string usual = await ProgramRun.OutputAsync("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "mohaq-edge.dll"), .. replay]);
        Assert.Equal(usual, native);
        Assert.Contains("\"phone\"", native, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_is_refused_in_one_line()
    {
        string path = Path.Combine(_data.FullName, "damaged.safetensors");
        byte[] bytes = await File.ReadAllBytesAsync(Repository.Model);
        bytes[bytes.Length / 2] ^= 4;
        await File.WriteAllBytesAsync(path, bytes);
        ProgramRun run = await ProgramRun.RunAsync(AotBuild.Program, "replay", Repository.Samples, "--model", path, "--data", _data.FullName);
        Assert.Equal((int)ExitCode.BadInput, run.ExitCode);
        Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // All but the refusals, which take as long as the rest and differ in the plans only.
    [Fact]
    public async Task The_agents_own_tests_pass_with_native_code()
    {
        const string Filter = "FullyQualifiedName!~Plans_that_must_not_be_believed";
        string tests = Path.Combine(AppContext.BaseDirectory.Replace("/Native/", "/Agent.Tests/", StringComparison.Ordinal), "Agent.Tests.dll");
        ProgramRun run = await ProgramRun.RunAsync(
            new Dictionary<string, string> { ["MOHAQ_EDGE_PROGRAM"] = AotBuild.Program }, "dotnet", "test", tests, "--filter", Filter);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Matches("Passed: +[1-9]", run.Output);
    }

    [Theory]
    [InlineData("tables")]
    [InlineData("elementwise")]
    [InlineData("kernels")]
    [InlineData("golden")]
    public async Task A_check_gives_the_same_bits_as_under_the_just_in_time_compiler(string check) =>
        CheckLines.Here([check]).AssertSameBits(CheckLines.Parse(await ProgramRun.OutputAsync(AotBuild.Checks, check)));

    [GeneratedRegex("mohaq-edge, native: (?<bytes>[0-9]+) bytes, at most (?<memory>[0-9]+) KiB resident")]
    private static partial Regex Figures();
}
