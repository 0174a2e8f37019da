using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;

namespace Edge.Runtime.Model;

/// <summary>
/// A safetensors file: 8-byte little-endian header length, JSON header, tensor bytes. Every bound is checked against the
/// real file size before anything is allocated; tensors must cover the data exactly, without gaps or overlaps.
/// </summary>
/// <param name="Metadata">The <c>__metadata__</c> strings.</param>
/// <param name="Tensors">Tensors by name.</param>
public sealed record SafetensorsFile(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, SafetensorsTensor> Tensors)
{
    /// <summary>The largest file that is read: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    private const string Kind = "model";
    private const int MaxHeaderBytes = 16 << 20;
    private const string Remedy = "check that this is an undamaged safetensors file";

    /// <summary>Reads and checks a whole file.</summary>
    /// <exception cref="EdgeException">The file cannot be read or is not a valid safetensors file.</exception>
    public static SafetensorsFile Load(string path) => Parse(WholeFile.Read(path, MaxBytes, Kind), path);

    /// <summary>Parses a whole file held in memory; tensors refer to it without copying.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">It is not a valid safetensors file.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> bytes, string where)
    {
        int headerLength = HeaderLength(bytes.Span, where);
        ReadOnlyMemory<byte> data = bytes[(8 + headerLength)..];
        try
        {
            using JsonDocument header = JsonDocument.Parse(
                bytes.Slice(8, headerLength), new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            if (header.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Bad("the header is not a JSON object");
            }

            Dictionary<string, string> metadata = [];
            Dictionary<string, SafetensorsTensor> tensors = [];
            List<(long Start, long End)> ranges = [];
            foreach (JsonProperty entry in header.RootElement.EnumerateObject())
            {
                if (entry.NameEquals("__metadata__"))
                {
                    foreach (JsonProperty item in entry.Value.EnumerateObject())
                    {
                        metadata.Add(item.Name, item.Value.GetString() ?? throw Bad($"metadata {item.Name} is null"));
                    }

                    continue;
                }

                SafetensorsTensor tensor = ReadTensor(entry, data, out (long, long) range, Bad);
                tensors.Add(entry.Name, tensor);
                ranges.Add(range);
            }

            CheckCoverage(ranges, data.Length, Bad);
            return new SafetensorsFile(metadata, tensors);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw EdgeException.BadInput("the header is not a safetensors header", $"{where} (offset 8)", Remedy, e);
        }

        EdgeException Bad(string what) => EdgeException.BadInput(what, where, Remedy);
    }

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="EdgeException">There is none.</exception>
    public SafetensorsTensor Tensor(string name, string where) =>
        Tensors.TryGetValue(name, out SafetensorsTensor? tensor)
            ? tensor
            : throw EdgeException.BadInput($"tensor {name} is missing", where, "export the model again");

    /// <summary>The bytes of a file with these contents.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in Metadata.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            long at = 0;
            foreach (SafetensorsTensor tensor in Tensors.Values)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.ElementType);
                json.WriteStartArray("shape");
                foreach (int extent in tensor.Shape)
                {
                    json.WriteNumberValue(extent);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += tensor.Data.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces bring the tensor data to a multiple of 64 bytes.
        string padding = new(' ', (int)((64 - ((8 + header.Length) % 64)) % 64));
        header.Write(Encoding.ASCII.GetBytes(padding));
        using MemoryStream file = new();
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        header.WriteTo(file);
        foreach (SafetensorsTensor tensor in Tensors.Values)
        {
            file.Write(tensor.Data.Span);
        }

        return file.ToArray();
    }

    /// <summary>Writes the file beside its destination, flushes it to the disk and renames it into place.</summary>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public void Save(string path) => SaveBytes(path, ToBytes());

    /// <summary>Writes bytes beside their destination, flushes them to the disk and renames them into place.</summary>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public static void SaveBytes(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = path + ".partial";
        try
        {
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the file cannot be written", path, "check the directory and the free space", e);
        }
    }

    private static int HeaderLength(ReadOnlySpan<byte> bytes, string where)
    {
        if (bytes.Length < 8)
        {
            throw EdgeException.BadInput($"{bytes.Length} bytes hold no safetensors header", where, Remedy);
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length < 2 || length > MaxHeaderBytes || length > (ulong)(bytes.Length - 8))
        {
            throw EdgeException.BadInput($"a header of {length} bytes does not fit the file of {bytes.Length}", $"{where} (offset 0)", Remedy);
        }

        return (int)length;
    }

    private static SafetensorsTensor ReadTensor(
        JsonProperty entry, ReadOnlyMemory<byte> data, out (long Start, long End) range, Func<string, EdgeException> bad)
    {
        string elementType = entry.Value.GetProperty("dtype").GetString() ?? "";
        int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(e => e.GetInt64())];
        int size = SafetensorsTensor.ElementSize(elementType);
        if (size == 0 || shape.Length > 8 || offsets.Length != 2 || shape.Any(e => e < 0))
        {
            throw bad($"tensor {entry.Name} has an unknown type or a malformed shape");
        }

        // The product is kept below the file limit at every step, so it cannot overflow.
        long bytes = size;
        foreach (int extent in shape)
        {
            bytes = extent == 0 ? 0 : bytes > MaxBytes / extent ? throw bad($"tensor {entry.Name} is too large") : bytes * extent;
        }

        range = (offsets[0], offsets[1]);
        if (range.Start < 0 || range.End > data.Length || range.End - range.Start != bytes)
        {
            throw bad($"tensor {entry.Name} spans bytes {range.Start} to {range.End}, which does not fit {bytes} bytes in {data.Length}");
        }

        return new SafetensorsTensor(entry.Name, elementType, shape, data.Slice((int)range.Start, (int)bytes));
    }

    private static void CheckCoverage(List<(long Start, long End)> ranges, long length, Func<string, EdgeException> bad)
    {
        long at = 0;
        foreach ((long start, long end) in ranges.OrderBy(r => r))
        {
            if (start != at)
            {
                throw bad($"tensor data leaves a gap or overlaps at byte {Math.Min(start, at)}");
            }

            at = end;
        }

        if (at != length)
        {
            throw bad($"tensors cover {at} of {length} data bytes");
        }
    }
}
