namespace Edge.Telemetry.Mqtt;

/// <summary>What became of a published message, and why.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, for people; empty when acknowledged.</param>
public readonly record struct PublishResult(PublishOutcome Outcome, string Reason)
{
    /// <summary>The broker has the message.</summary>
    public static PublishResult Acknowledged { get; } = new(PublishOutcome.Acknowledged, "");
}
