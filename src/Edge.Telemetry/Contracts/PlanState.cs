using System.Text.Json.Serialization;

namespace Edge.Telemetry.Contracts;

/// <summary>How far a device got with a desired plan.</summary>
[JsonConverter(typeof(CamelCaseEnum<PlanState>))]
public enum PlanState
{
    /// <summary>The document arrived.</summary>
    Received,

    /// <summary>Signature, scope, version and expiry are acceptable.</summary>
    Verified,

    /// <summary>Re-quantised and written to the inactive slot.</summary>
    Staged,

    /// <summary>Running, watched against the baseline.</summary>
    Trial,

    /// <summary>Running for good.</summary>
    Committed,

    /// <summary>Given up after a trial; the previous plan runs again.</summary>
    Reverted,

    /// <summary>Not acceptable; nothing was changed.</summary>
    Refused,
}
