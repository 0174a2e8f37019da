using System.Text.Json.Serialization;

using Edge.Runtime.Decoding;

namespace Edge.Telemetry.Contracts;

/// <summary>Topic <c>events</c>: one recognised phone.</summary>
public sealed record PhoneEventPayload : Payload
{
    /// <summary>The phone's label in the model's phone set.</summary>
    public required string Phone { get; init; }

    /// <summary>Start, in seconds from the start of the stream.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>End, in seconds from the start of the stream, at least <see cref="StartSeconds"/>.</summary>
    public required double EndSeconds { get; init; }

    /// <summary>Mean log2 posterior per frame, at most 0.</summary>
    public required double Score { get; init; }

    /// <summary>Whether later audio may still change it: <c>partial</c> or <c>final</c>.</summary>
    [JsonConverter(typeof(CamelCaseEnum<PhoneEventKind>))]
    public required PhoneEventKind Kind { get; init; }

    /// <inheritdoc/>
    internal override string? Problem() =>
        PayloadRules.Text("phone", Phone)
        ?? PayloadRules.NotNegative("startSeconds", StartSeconds)
        ?? (EndSeconds < StartSeconds ? $"endSeconds {EndSeconds} is before startSeconds {StartSeconds}" : null)
        ?? (Score > 0 ? $"score is {Score}, a log probability is at most 0" : null);
}
