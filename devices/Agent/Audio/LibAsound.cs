using System.Runtime.InteropServices;

namespace Agent.Audio;

/// <summary>The few functions of ALSA's library that capture needs.</summary>
internal static partial class LibAsound
{
    public const string Name = "libasound.so.2";
    public const int StreamCapture = 1;
    public const int FormatS16LittleEndian = 2;
    public const int AccessInterleaved = 3;

    [LibraryImport(Name, EntryPoint = "snd_pcm_open", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(out nint pcm, string device, int stream, int mode);

    [LibraryImport(Name, EntryPoint = "snd_pcm_set_params")]
    internal static partial int SetParams(nint pcm, int format, int access, uint channels, uint rate, int resample, uint latencyMicroseconds);

    [LibraryImport(Name, EntryPoint = "snd_pcm_readi")]
    internal static unsafe partial nint Read(nint pcm, short* buffer, nuint frames);

    [LibraryImport(Name, EntryPoint = "snd_pcm_recover")]
    internal static partial int Recover(nint pcm, int error, int silent);

    [LibraryImport(Name, EntryPoint = "snd_pcm_close")]
    internal static partial int Close(nint pcm);

    [LibraryImport(Name, EntryPoint = "snd_strerror")]
    internal static partial nint Text(int error);

    internal static string Describe(int error) => Marshal.PtrToStringUTF8(Text(error)) ?? $"error {error}";
}
