using System.Text.Json.Serialization;

namespace Edge.Tuner.Apply;

/// <summary>How far a plan came on a device. The names in JSON are the lower-case ones of the protocol.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanPhase>))]
public enum PlanPhase
{
    /// <summary>It came in; nothing of it is believed yet.</summary>
    [JsonStringEnumMemberName("received")]
    Received,

    /// <summary>Signature, scope, time, version and model are right. From here on its version is used up.</summary>
    [JsonStringEnumMemberName("verified")]
    Verified,

    /// <summary>It is durable in the free slot; its network is being prepared, or the baseline is not yet measured.</summary>
    [JsonStringEnumMemberName("staged")]
    Staged,

    /// <summary>It runs and is being watched.</summary>
    [JsonStringEnumMemberName("trial")]
    Trial,

    /// <summary>It is in force.</summary>
    [JsonStringEnumMemberName("committed")]
    Committed,

    /// <summary>It was accepted and given up again; the plan before it is in force.</summary>
    [JsonStringEnumMemberName("reverted")]
    Reverted,

    /// <summary>It was never accepted.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
