using System.Runtime.InteropServices;

namespace Bench.Peers;

/// <summary>
/// An ONNX graph that is being written (onnx.proto, IR version 8). Operators of opset 17 and of <c>com.microsoft</c>; every value has one row.
/// </summary>
internal sealed class OnnxGraph
{
    public const string Microsoft = "com.microsoft";

    private const int IrVersion = 8;
    private const int Opset = 17;
    private const int ElementFloat = 1;
    private const int ElementUInt8 = 2;
    private const int ElementInt8 = 3;
    private const int ElementInt64 = 7;
    private const int AttributeInt = 2;

    private readonly ProtoMessage _graph = new();
    private int _names;

    /// <summary>A vector that the caller gives.</summary>
    public string Input(string name, int length)
    {
        _graph.Add(11, Vector(name, length));
        return name;
    }

    /// <summary>Makes a value one that the caller gets, under a name of its own.</summary>
    public void Output(string value, string name, int length)
    {
        Node("Identity", [value], [name]);
        _graph.Add(12, Vector(name, length));
    }

    public string Floats(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) => Constant(ElementFloat, MemoryMarshal.AsBytes(values), shape);

    public string Bytes(ReadOnlySpan<byte> values, params ReadOnlySpan<long> shape) => Constant(ElementUInt8, values, shape);

    public string SignedBytes(ReadOnlySpan<sbyte> values, params ReadOnlySpan<long> shape) => Constant(ElementInt8, MemoryMarshal.AsBytes(values), shape);

    /// <summary>An operator with one output.</summary>
    public string Node(string type, params string[] inputs)
    {
        string output = NewName();
        Node(type, inputs, [output]);
        return output;
    }

    /// <summary>An operator.</summary>
    public void Node(string type, string[] inputs, string[] outputs, string domain = "", params (string Name, long Value)[] attributes)
    {
        ProtoMessage node = new();
        foreach (string input in inputs)
        {
            node.Add(1, input);
        }

        foreach (string output in outputs)
        {
            node.Add(2, output);
        }

        node.Add(4, type);
        foreach ((string name, long value) in attributes)
        {
            node.Add(5, new ProtoMessage().Add(1, name).Add(3, value).Add(20, AttributeInt));
        }

        node.Add(7, domain);
        _graph.Add(1, node);
    }

    /// <summary>Parts of a vector one after the other.</summary>
    public string[] Split(string value, params long[] lengths)
    {
        string sizes = Constant(ElementInt64, MemoryMarshal.AsBytes<long>(lengths), [lengths.Length]);
        string[] parts = [.. lengths.Select(_ => NewName())];
        Node("Split", [value, sizes], parts, "", ("axis", 1));
        return parts;
    }

    /// <summary>Two vectors as one.</summary>
    public string Concat(string first, string second)
    {
        string output = NewName();
        Node("Concat", [first, second], [output], "", ("axis", 1));
        return output;
    }

    /// <summary>A name that nothing else has.</summary>
    public string NewName() => $"n{_names++}";

    /// <summary>The model file.</summary>
    public byte[] ToModel()
    {
        _graph.Add(2, "step");
        return new ProtoMessage()
            .Add(1, IrVersion)
            .Add(7, _graph)
            .Add(8, new ProtoMessage().Add(1, "").Add(2, Opset))
            .Add(8, new ProtoMessage().Add(1, Microsoft).Add(2, 1))
            .ToArray();
    }

    private string Constant(int element, ReadOnlySpan<byte> data, ReadOnlySpan<long> shape)
    {
        string name = NewName();
        ProtoMessage tensor = new();
        foreach (long dimension in shape)
        {
            tensor.Add(1, dimension);
        }

        _graph.Add(5, tensor.Add(2, element).Add(8, name).Add(9, data));
        return name;
    }

    private static ProtoMessage Vector(string name, int length)
    {
        ProtoMessage shape = new ProtoMessage().Add(1, new ProtoMessage().Add(1, 1)).Add(1, new ProtoMessage().Add(1, length));
        ProtoMessage tensor = new ProtoMessage().Add(1, ElementFloat).Add(2, shape);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, tensor));
    }
}
