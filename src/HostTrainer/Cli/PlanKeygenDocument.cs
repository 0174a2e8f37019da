namespace HostTrainer.Cli;

/// <summary>Output of <c>mohaq plan keygen --json</c>.</summary>
/// <param name="Schema">1.</param>
/// <param name="KeyId">The key id that signed plans carry.</param>
/// <param name="PrivateKey">Path of the private key.</param>
/// <param name="PublicKey">Path of the public key.</param>
public sealed record PlanKeygenDocument(int Schema, string KeyId, string PrivateKey, string PublicKey);
