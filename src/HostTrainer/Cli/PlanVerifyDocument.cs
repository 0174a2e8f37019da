using System.Text.Json.Serialization;

using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;
using Edge.Tuner.Signing;

namespace HostTrainer.Cli;

/// <summary>Output of <c>mohaq plan verify --json</c>.</summary>
/// <param name="Schema">1.</param>
/// <param name="Accepted">Whether every check held.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Sentence">The verdict in words.</param>
/// <param name="Scope">Whom it is for, when accepted.</param>
/// <param name="Version">Its version, once the signature held.</param>
/// <param name="IssuedAt">UTC, when accepted.</param>
/// <param name="ExpiresAt">UTC, when accepted.</param>
/// <param name="Note">The signer's remark.</param>
/// <param name="Plan">The plan, when accepted.</param>
public sealed record PlanVerifyDocument(
    int Schema,
    bool Accepted,
    [property: JsonConverter(typeof(CamelCaseEnum<RefusalReason>))] RefusalReason? Reason,
    string Sentence,
    string? Scope,
    long? Version,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? ExpiresAt,
    string? Note,
    PrecisionPlan? Plan);
