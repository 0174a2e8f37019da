using System.Runtime.InteropServices;

namespace Edge.Runtime.Audio;

/// <summary>The functions and constants of libsndfile (sndfile.h, 1.0.25 and later) that reading needs.</summary>
internal static partial class SndFile
{
    /// <summary>Open for reading.</summary>
    public const int ReadMode = 0x10;

    /// <summary>RIFF/WAVE.</summary>
    public const int Wav = 0x010000;

    /// <summary>RIFF/WAVE with an extensible format chunk.</summary>
    public const int WavExtensible = 0x130000;

    /// <summary>NIST SPHERE.</summary>
    public const int Sphere = 0x070000;

    /// <summary>FLAC.</summary>
    public const int Flac = 0x170000;

    /// <summary>32-bit IEEE float samples.</summary>
    public const int Float32 = 0x0006;

    /// <summary>64-bit IEEE float samples.</summary>
    public const int Float64 = 0x0007;

    private const string Library = "libsndfile.so.1";

    [LibraryImport(Library, EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial SndFileHandle Open(string path, int mode, ref SndFileInfo info);

    [LibraryImport(Library, EntryPoint = "sf_close")]
    public static partial int Close(nint file);

    [LibraryImport(Library, EntryPoint = "sf_error")]
    public static partial int Error(SndFileHandle file);

    [LibraryImport(Library, EntryPoint = "sf_readf_int")]
    public static partial long ReadInt(SndFileHandle file, Span<int> samples, long frames);

    [LibraryImport(Library, EntryPoint = "sf_readf_double")]
    public static partial long ReadDouble(SndFileHandle file, Span<double> samples, long frames);
}
