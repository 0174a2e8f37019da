using System.Runtime.InteropServices;

namespace Edge.Runtime.Audio;

/// <summary><c>SF_INFO</c> of libsndfile 1.x: what an open stream holds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SndFileInfo
{
    /// <summary>Samples per channel as the header says.</summary>
    public long Frames;

    /// <summary>Frames per second.</summary>
    public int SampleRate;

    /// <summary>Interleaved channels.</summary>
    public int Channels;

    /// <summary>Container, encoding and byte order.</summary>
    public int Format;

    /// <summary>Number of sections, unused here.</summary>
    public int Sections;

    /// <summary>Non-zero when the stream can seek.</summary>
    public int Seekable;

    /// <summary>The container part of <see cref="Format"/>.</summary>
    public readonly int Container => Format & 0x0FFF0000;

    /// <summary>The encoding part of <see cref="Format"/>.</summary>
    public readonly int Encoding => Format & 0xFFFF;
}
