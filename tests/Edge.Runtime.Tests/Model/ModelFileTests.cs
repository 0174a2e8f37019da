using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests.Model;

public sealed class ModelFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(TestModels.Cells), MemberType = typeof(TestModels))]
    public void A_saved_model_comes_back_the_same(CellKind cell)
    {
        RecognizerModel saved = ModelFile.Save(TestModels.Random(1, cell: cell), _path);
        RecognizerModel loaded = ModelFile.Load(_path);
        Assert.Equal(saved.Hash, loaded.Hash);
        Assert.Equal(saved.Topology, loaded.Topology);
        Assert.Equal(saved.Features, loaded.Features);
        Assert.Equal(saved.Calibration.Layers, loaded.Calibration.Layers);
        Assert.Equal(saved.Calibration.Cells, loaded.Calibration.Cells);
        Assert.Equal(saved.Provenance, loaded.Provenance);
        Assert.All(saved.Masters, m => Assert.Equal(m.Value, loaded.Masters[m.Key]));
    }

    [Fact]
    public void Any_changed_byte_is_found_in_the_whole_header_and_all_over_the_body()
    {
        ModelFile.Save(TestModels.Random(2, layers: 2, hidden: 8), _path);
        byte[] bytes = File.ReadAllBytes(_path);
        int header = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Random random = new(3);
        IEnumerable<int> body = Enumerable.Range(0, 300).Select(_ => random.Next(header, bytes.Length));
        foreach (int at in Enumerable.Range(0, header).Concat(body).Append(bytes.Length - 1))
        {
            byte good = bytes[at];
            bytes[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(_path, bytes);
            EdgeException e = Assert.Throws<EdgeException>(() => ModelFile.Load(_path));
            Assert.Equal(ExitCode.BadInput, e.ExitCode);
            Assert.DoesNotContain('\n', e.Message);
            bytes[at] = good;
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        ModelFile.Save(TestModels.Random(4, layers: 2, hidden: 8), _path);
        byte[] bytes = File.ReadAllBytes(_path);
        foreach (int length in (int[])[0, 1, 7, 8, 100, bytes.Length / 2, bytes.Length - 1])
        {
            File.WriteAllBytes(_path, bytes[..length]);
            Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => ModelFile.Load(_path)).ExitCode);
        }
    }

    [Theory]
    [InlineData(CellKind.Sru, 25, 14)]
    [InlineData(CellKind.Sru, 2, 2)]
    [InlineData(CellKind.Lstm, 15, 0)]
    [InlineData(CellKind.Lstm, 11, 1)]
    [InlineData(CellKind.Gru, 13, 0)]
    [InlineData(CellKind.LiGru, 25, 0)]
    public void Formats_that_a_cell_cannot_compute_with_are_refused(CellKind cell, int stateFractionBits, int recurrentFractionBits)
    {
        RecognizerModel model = TestModels.Random(5, cell: cell);
        CellCalibration[] cells = [.. model.Calibration.Cells];
        cells[^1] = new CellCalibration(stateFractionBits, recurrentFractionBits);
        ModelFile.Save(model with { Calibration = model.Calibration with { Cells = cells } }, _path);
        Assert.Contains("calibration of a cell", Assert.Throws<EdgeException>(() => ModelFile.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gated_network_is_in_a_file_of_format_3_and_no_other()
    {
        ModelFile.Save(TestModels.Random(6, cell: CellKind.Gru), _path);
        SafetensorsFile file = SafetensorsFile.Load(_path);
        Assert.Equal("mohaq-model/3", file.Metadata["format"]);
        Dictionary<string, string> older = new(file.Metadata) { ["format"] = "mohaq-model/1", ["sha256"] = new string('0', 64) };
        byte[] bytes = new SafetensorsFile(older, file.Tensors).ToBytes();
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Encoding.ASCII.GetBytes(hash).CopyTo(bytes, bytes.AsSpan().IndexOf("\"sha256\":\""u8) + 10);
        File.WriteAllBytes(_path, bytes);
        Assert.Contains("cannot hold a network of Gru", Assert.Throws<EdgeException>(() => ModelFile.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536,65536],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"X9","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""[]""")]
    [InlineData("""{"a":7}""")]
    [InlineData("""{"__metadata__":{"a":1}}""")]
    public void Malformed_headers_are_refused(string header)
    {
        byte[] bytes = new byte[8 + header.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        Encoding.ASCII.GetBytes(header).CopyTo(bytes, 8);
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => SafetensorsFile.Parse(bytes, "test")).ExitCode);
    }
}
