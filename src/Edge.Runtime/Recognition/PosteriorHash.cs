using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Edge.Runtime.Recognition;

/// <summary>
/// SHA-256 over a stream of log posteriors, int32 little-endian, in frame order: equal hashes mean that two machines,
/// kernels or schedules computed the same thing.
/// </summary>
public sealed class PosteriorHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds one frame.</summary>
    public void Append(ReadOnlySpan<int> logPosteriors) => _hash.AppendData(MemoryMarshal.AsBytes(logPosteriors));

    /// <summary>The hash of everything since the last <see cref="Finish"/>, 64 lower-case hexadecimal digits; starts anew.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <summary>The hash so far; goes on.</summary>
    public string Current() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
