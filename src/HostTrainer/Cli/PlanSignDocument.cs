namespace HostTrainer.Cli;

/// <summary>Output of <c>mohaq plan sign --json</c>.</summary>
/// <param name="Schema">1.</param>
/// <param name="KeyId">The signing key.</param>
/// <param name="Scope">Whom it is for.</param>
/// <param name="Version">Its version.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="PlanHash">SHA-256 of the signed document, by which devices name it.</param>
/// <param name="Bytes">Size of the signed document.</param>
/// <param name="Jws">The signed document.</param>
public sealed record PlanSignDocument(
    int Schema, string KeyId, string Scope, long Version, DateTimeOffset ExpiresAt, string PlanHash, int Bytes, string Jws);
