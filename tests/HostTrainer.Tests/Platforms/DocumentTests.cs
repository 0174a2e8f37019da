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
    [InlineData("""{"kind":"magic","schema":1,"name":"x","description":""}""", "kind \"magic\" is not known")]
    [InlineData("""{"kind":7,"schema":1,"name":"x","description":""}""", "kind 7 is not known")]
    [InlineData("""{"kind":"table","kind":"table","schema":1}""", "'kind' is given twice")]
    [InlineData("""{"schema":1,"name":"x","name":"y","description":"","sharedPrecision":false,"precisions":[@]}""", "'name' is given twice")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[{"activationBits":8,"speedup":2}]}""", "weightBits")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[{"weightBits":8,"activationBits":8,"speedup":NaN}]}""", "line 1")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[{"weightBits":8,"activationBits":8,"speedup":1e300}]}""", "at most")]
    [InlineData("""{"schema":1,"name":"x","description":"","sharedPrecision":false,"precisions":[@],"sramPresets":[{"topology":"a","limitMiB":1},{"topology":"a","limitMiB":2}]}""", "preset a is given 2 times")]
    [InlineData("""{"kind":"cycles","schema":1,"name":"x","description":""}""", "array")]
    [InlineData("""{"kind":"measured","schema":1,"name":"x","description":""}""", "device")]
    public void A_bad_platform_is_refused_with_the_reason(string json, string reason)
    {
        EdgeException e = Assert.Throws<EdgeException>(() => PlatformFile.Parse(Encoding.UTF8.GetBytes(json.Replace("@", Precision)), "file.json"));

        Assert.Equal(ExitCode.BadInput, e.ExitCode);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_file_of_ten_megabytes_is_refused_unread()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream file = File.OpenWrite(path))
            {
                file.SetLength(10 << 20);
            }

            EdgeException e = Assert.Throws<EdgeException>(() => PlatformCatalog.Open(path));
            Assert.Contains("too many for a platform file", e.Message, StringComparison.Ordinal);
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_without_a_kind_is_a_table()
    {
        string json = """{"schema":1,"name":"old","description":"","sharedPrecision":false,"precisions":[@]}""".Replace("@", Precision);

        Assert.IsType<PlatformTable>(PlatformFile.Parse(Encoding.UTF8.GetBytes(json), "old.json"));
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
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":6,"macs":6,"rows":2,"columns":4}]}""", "2 x 4")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":8,"macs":9,"rows":2,"columns":4}]}""", "multiple")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":8,"macs":8,"rows":2}]}""", "come together")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":1,"macs":9,"candidateShare":2}]}""", "share")]
    [InlineData("""{"schema":1,"name":"x","layers":[{"name":"L0","weights":1,"macs":9}],"skips":[["L0"]]}""", "no layer with a candidateShare")]
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

    [Theory]
    [InlineData("lstm", 13, (160 * 4 * 224) + (3 * 224 * 4 * 224) + (4 * 224 * 4 * 224) + (224 * 39))]
    [InlineData("gru", 13, (160 * 3 * 224) + (3 * 224 * 3 * 224) + (4 * 224 * 3 * 224) + (224 * 39))]
    [InlineData("liGru", 13, (160 * 2 * 224) + (3 * 224 * 2 * 224) + (4 * 224 * 2 * 224) + (224 * 39))]
    public void A_topology_of_gated_cells_names_the_cell(string cell, int matrices, long weights)
    {
        string json = $$"""{"inputSize":160,"hidden":224,"layers":4,"outputs":39,"cell":"{{cell}}"}""";

        Workload workload = WorkloadFile.Parse(Encoding.UTF8.GetBytes(json), "net.json");

        Assert.Equal(matrices, workload.Layers.Count);
        Assert.Equal(weights, workload.Layers.Sum(l => l.Weights));
    }

    [Fact]
    public void An_unknown_name_is_refused_and_the_known_ones_are_named()
    {
        EdgeException platform = Assert.Throws<EdgeException>(() => PlatformCatalog.Open("nosuch"));
        EdgeException topology = Assert.Throws<EdgeException>(() => WorkloadCatalog.Open("nosuch"));

        Assert.Contains("bitfusion, bitfusion-cycles, silago", platform.Message, StringComparison.Ordinal);
        Assert.Contains("gru5-paper, ligru5-paper, lstm4-paper, sru3-paper, sru4-paper, sru6-paper", topology.Message, StringComparison.Ordinal);
    }
}
