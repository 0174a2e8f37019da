using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Edge.Runtime.Errors;

namespace Edge.Telemetry.Contracts;

/// <summary>Payloads to and from UTF-8 JSON.</summary>
public static class PayloadCodec
{
    /// <summary>The largest document that is read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Writes one payload.</summary>
    /// <param name="payload">A stamped payload.</param>
    /// <returns>Compact UTF-8 JSON, camelCase, absent members left out.</returns>
    public static byte[] Write(Payload payload) =>
        JsonSerializer.SerializeToUtf8Bytes(payload, TypeInfo(payload.GetType()));

    /// <summary>Reads one payload; unknown members are skipped.</summary>
    /// <typeparam name="T">The payload's type, which the topic tells.</typeparam>
    /// <param name="json">UTF-8 text, at most <see cref="MaxBytes"/>.</param>
    /// <param name="where">Named in errors: the topic.</param>
    /// <exception cref="EdgeException">Too long, no such document, of a newer schema, or a value is out of its range (exit code 3).</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, string where)
        where T : Payload
    {
        if (json.Length > MaxBytes)
        {
            throw EdgeException.BadInput($"{json.Length} bytes are too many for a payload (limit {MaxBytes})", where, "check who publishes there");
        }

        T? payload;
        try
        {
            payload = JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)TypeInfo(typeof(T)));
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput(
                $"not a payload of this topic (line {e.LineNumber + 1}, byte {e.BytePositionInLine}, {e.Path ?? "$"})", where, "check who publishes there", e);
        }

        string? problem = payload is null ? "the document is null" : payload.FirstProblem();
        return problem is null ? payload! : throw EdgeException.BadInput(problem, where, "update the older of device and host");
    }

    private static JsonTypeInfo TypeInfo(Type type) =>
        PayloadJson.Default.GetTypeInfo(type) ?? throw new ArgumentException($"{type} is not a payload", nameof(type));
}
