namespace Edge.Tuner.Signing;

/// <summary>The verdict on a signed plan.</summary>
/// <param name="Envelope">What was signed, when everything held; otherwise null.</param>
/// <param name="Reason">Why it was refused; null when it was accepted.</param>
/// <param name="Sentence">The verdict in words, for people.</param>
/// <param name="Version">The version the document claims, once its signature held; otherwise null.</param>
public sealed record VerificationResult(PlanEnvelope? Envelope, RefusalReason? Reason, string Sentence, long? Version)
{
    /// <summary>Whether every check held.</summary>
    public bool Accepted => Envelope is not null;

    /// <summary>Whether a trusted key signed the document and its version could be read, whatever else is wrong with it.</summary>
    public bool Authentic => Version is not null;
}
