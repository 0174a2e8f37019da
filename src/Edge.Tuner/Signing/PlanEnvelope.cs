using Edge.Runtime.Model;

namespace Edge.Tuner.Signing;

/// <summary>What is signed: a precision plan with whom it is for, its place in the order of plans and its time of validity.</summary>
/// <param name="Scope">The devices it is for.</param>
/// <param name="Version">Position in the order of plans, 1 to <see cref="MaxVersion"/>; a device only goes upwards.</param>
/// <param name="IssuedAt">UTC; not accepted before.</param>
/// <param name="ExpiresAt">UTC; not accepted from then on. A plan already committed stays in force.</param>
/// <param name="Plan">The precision of every layer.</param>
/// <param name="Note">A remark for people, at most <see cref="MaxNoteLength"/> characters.</param>
public sealed record PlanEnvelope(
    PlanScope Scope, long Version, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, PrecisionPlan Plan, string? Note = null)
{
    /// <summary>The payload schema number this code writes and reads.</summary>
    public const int Schema = 1;

    /// <summary>The largest version: every JSON reader can hold it exactly (2^53 - 1).</summary>
    public const long MaxVersion = (1L << 53) - 1;

    /// <summary>Longest note, in characters.</summary>
    public const int MaxNoteLength = 500;
}
