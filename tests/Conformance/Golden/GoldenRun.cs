using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

using Edge.Runtime.Cells;
using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Recognition;

namespace Conformance.Golden;

/// <summary>Runs the engine and hashes what it computed: SHA-256, 64 lower-case hexadecimal digits.</summary>
internal static class GoldenRun
{
    /// <summary>Network inputs of a recording, [frame x input].</summary>
    public static short[] Features(RecognizerModel model, short[] pcm)
    {
        FrontEnd frontEnd = new(model.Features, model.Statistics);
        List<short> features = [];
        short[] frame = new short[model.Features.InputSize];
        ReadOnlySpan<short> rest = pcm;
        while (frontEnd.TryNext(ref rest, frame))
        {
            features.AddRange(frame);
        }

        return [.. features];
    }

    /// <summary>Hash of int16 values, little-endian.</summary>
    public static string Hash(ReadOnlySpan<short> values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)));

    /// <summary>
    /// A stream as on the device, in pieces of a length that is no multiple of anything: hash of its log posteriors, and of its final phones as text.
    /// </summary>
    public static GoldenStream Stream(QuantizedNetwork network, short[] pcm)
    {
        const int Piece = 517;
        using PhoneRecognizer recognizer = new(network);
        PhoneListSink sink = new();
        for (int at = 0; at < pcm.Length; at += Piece)
        {
            recognizer.Accept(pcm.AsSpan(at, Math.Min(Piece, pcm.Length - at)), sink);
        }

        recognizer.Finish(sink);
        string phones = string.Join('\n', sink.Phones.Select(p =>
            string.Create(CultureInfo.InvariantCulture, $"{p.Phone} {p.StartFrame} {p.EndFrame} {p.Score}")));
        return new GoldenStream(recognizer.Hash.Current(), Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(phones))));
    }

    /// <summary>Two streams in one pass over the weights, the second one frame behind: hash of the log posteriors of the first.</summary>
    public static string Batch(QuantizedNetwork network, short[] features)
    {
        NetworkTopology topology = network.Model.Topology;
        short[] padded = [.. features, .. new short[topology.OutputDelay * topology.InputSize]];
        StreamBatch batch = new(network, 2);
        int[] output = new int[2 * topology.Outputs];
        using PosteriorHash hash = new();
        short[] before = [];
        for (int at = 0; at < padded.Length; at += topology.InputSize)
        {
            short[] frame = padded[at..(at + topology.InputSize)];
            batch.Step(before.Length == 0 ? [0] : [0, 1], [.. frame, .. before], output);
            hash.Append(output.AsSpan(0, topology.Outputs));
            before = frame;
        }

        return hash.Finish();
    }

    /// <summary>The whole utterance layer by layer: hash of its log posteriors.</summary>
    public static string Utterance(QuantizedNetwork network, short[] features)
    {
        NetworkTopology topology = network.Model.Topology;
        short[] padded = [.. features, .. new short[topology.OutputDelay * topology.InputSize]];
        using PosteriorHash hash = new();
        hash.Append(new UtteranceNetwork(network).Run(padded));
        return hash.Finish();
    }
}
