using System.Text.Json.Serialization;

namespace Edge.Tuner.Slots;

/// <summary>One of the two places for a signed plan. The committed plan's slot is never written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanSlot>))]
public enum PlanSlot
{
    /// <summary>The file <c>slot-a.jws</c>.</summary>
    A,

    /// <summary>The file <c>slot-b.jws</c>.</summary>
    B,
}
