using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Native.Checks;

/// <summary>SHA-256 over results in the order they are added, little-endian.</summary>
internal sealed class ResultHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds results.</summary>
    public void Add<T>(ReadOnlySpan<T> results)
        where T : unmanaged
        => _hash.AppendData(MemoryMarshal.AsBytes(results));

    /// <summary>Adds one result.</summary>
    public void Add<T>(T result)
        where T : unmanaged
        => Add<T>([result]);

    /// <summary>The hash, 64 lower-case hexadecimal digits.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
