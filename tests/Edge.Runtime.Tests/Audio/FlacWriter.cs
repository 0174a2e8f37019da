using System.Runtime.InteropServices;

using Xunit;

namespace Edge.Runtime.Tests.Audio;

/// <summary>Writes FLAC through libsndfile, which is the only encoder at hand.</summary>
internal static partial class FlacWriter
{
    private const int WriteMode = 0x20;
    private const int FlacPcm16 = 0x170000 | 0x0002;

    public static void Write(string path, short[] samples, int rate = 16000)
    {
        Info info = new() { SampleRate = rate, Channels = 1, Format = FlacPcm16 };
        nint file = Open(path, WriteMode, ref info);
        Assert.NotEqual(0, file);
        long written = WriteFrames(file, samples, samples.Length);
        Assert.Equal(0, Close(file));
        Assert.Equal(samples.Length, written);
    }

    [LibraryImport("libsndfile.so.1", EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int mode, ref Info info);

    [LibraryImport("libsndfile.so.1", EntryPoint = "sf_writef_short")]
    private static partial long WriteFrames(nint file, short[] samples, long frames);

    [LibraryImport("libsndfile.so.1", EntryPoint = "sf_close")]
    private static partial int Close(nint file);

    [StructLayout(LayoutKind.Sequential)]
    private struct Info
    {
        public long Frames;
        public int SampleRate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }
}
