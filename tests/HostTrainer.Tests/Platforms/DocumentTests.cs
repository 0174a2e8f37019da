using System.Text;

using Edge.Runtime.Errors;
using Edge.Telemetry.Platforms;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class DocumentTests
{
    private const string Precision = """{"weightBits":8,"activationBits":8,"speedup":2}""";

    [Theory]
    [InlineData("hello", "not a platform document")]
    [InlineData("null", "null")]
    [InlineData("""{"schema":1}""", "name")]
    [InlineData("""{"schema":2,"name":"x","description":"","sharedPrecision":false,"precisions":[@]}""", "schema 2")]
    [InlineData("""{"schema":1,"name":" ","description":"","sharedPrecision":false,"precisions":[@]}""", "no name")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[]}""", "0 entries")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[null]}""", "null")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[@,@]}""", "given 2 times")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[@],"speed":3}""", "speed")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[@],"sramPicojoulePerBit":0.1}""", "energy model")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[@],"sramPresets":[null]}""", "preset")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[{"weightBits":3,"activationBits":8,"speedup":1}]}""", "bits are 2, 4, 8 or 16")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":true,"precisions":[{"weightBits":4,"activationBits":8,"speedup":1}]}""", "sharedPrecision")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[{"weightBits":4,"activationBits":8,"speedup":0}]}""", "not above 0")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[{"weightBits":4,"activationBits":8,"speedup":1e999}]}""", "speedup")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[{"weightBits":4,"activationBits":8,"speedup":1,"macPicojoule":-1}]}""", "negative")]
    public void A_bad_platform_is_refused_with_the_reason(string json, string reason)
    {
        EdgeException e = Assert.Throws<EdgeException>(() => PlatformFile.Parse(Encoding.UTF8.GetBytes(json.Replace("@", Precision)), "file.json"));

        Assert.Equal(ExitCode.BadInput, e.ExitCode);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("hello", "not JSON")]
    [InlineData("[1]", "not a topology")]
    [InlineData("""{"layers":4}""", "inputSize")]
    [InlineData("""{"inputSize":0,"hidden":8,"projection":4,"layers":2,"outputs":5}""", "inputSize is 0")]
    [InlineData("""{"schema":7,"inputSize":9,"hidden":8,"projection":4,"layers":2,"outputs":5}""", "schema 7")]
    [InlineData("""{"schema":1,"name":"x","layers":[]}""", "0 entries")]
    [InlineData("""{"schema":1,"name":"x","layers":[null]}""", "every layer")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":-1,"macs":1}]}""", "every layer")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":1,"macs":1},{"name":"L0","weights":1,"macs":1}]}""", "same name")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":1,"macs":0}]}""", "at least one")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":1,"macs":9}],"totalOperations":8}""", "totalOperations")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":1,"macs":9}],"fp32MiB":0}""", "fp32MiB")]
    public void A_bad_topology_is_refused_with_the_reason(string json, string reason)
    {
        EdgeException e = Assert.Throws<EdgeException>(() => WorkloadFile.Parse(Encoding.UTF8.GetBytes(json), "file.json"));

        Assert.Equal(ExitCode.BadInput, e.ExitCode);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_file_and_a_topology_file_are_found_by_path()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mohaq-platform");
        try
        {
            string platform = Path.Combine(folder.FullName, "mine.json");
            File.WriteAllText(platform, """{"schema":1,"name":"mine","description":"own","sharedPrecision":false,"precisions":[@]}""".Replace("@", Precision));
            string topology = Path.Combine(folder.FullName, "net.json");
            File.WriteAllText(topology, """{"inputSize":120,"hidden":256,"projection":128,"layers":4,"bidirectional":false,"outputs":39,"outputDelay":4}""");

            Assert.Equal("mine", PlatformCatalog.Open(platform).Name);
            Assert.Equal("net", WorkloadCatalog.Open(topology).Name);
            Assert.Equal(8, WorkloadCatalog.Open(topology).Layers.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_unknown_name_is_refused_and_the_known_ones_are_named()
    {
        EdgeException platform = Assert.Throws<EdgeException>(() => PlatformCatalog.Open("nosuch"));
        EdgeException topology = Assert.Throws<EdgeException>(() => WorkloadCatalog.Open("nosuch"));

        Assert.Contains("bitfusion, silago", platform.Message, StringComparison.Ordinal);
        Assert.Contains("sru4-paper, sru6-paper", topology.Message, StringComparison.Ordinal);
    }
}
