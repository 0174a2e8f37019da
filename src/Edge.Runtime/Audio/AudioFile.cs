using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Audio;

/// <summary>
/// Reads speech files: WAV (8, 16, 24, 32 bit, float, mu-law, A-law), NIST SPHERE and FLAC, by content and not by name.
/// </summary>
public static class AudioFile
{
    /// <summary>The longest recording that is read: four hours, in seconds.</summary>
    public const int MaxSeconds = 4 * 3600;

    /// <summary>The most channels a file may have.</summary>
    public const int MaxChannels = 64;

    private const int ChunkFrames = 4096;

    /// <summary>
    /// Reads a whole file as 16 kHz mono. Channels are averaged and other rates resampled in integer arithmetic, so that the
    /// result is the same on every machine; a 16-bit 16 kHz mono file comes out bit for bit.
    /// </summary>
    /// <param name="path">A WAV, NIST SPHERE or FLAC file, 4 to 384 kHz, 1 to 64 channels, at most four hours.</param>
    /// <returns>Samples at 16 kHz, at least one.</returns>
    /// <exception cref="EdgeException">
    /// Missing, unreadable, no audio file, shorter than its header promises, empty, or rate, channels or length out of range.
    /// </exception>
    public static short[] ReadMono16k(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AudioContainer.Check(path);
        try
        {
            return ReadChecked(path);
        }
        catch (DllNotFoundException e)
        {
            throw new EdgeException(ExitCode.Internal, "libsndfile (libsndfile.so.1) is not installed", path, "install the package libsndfile1", e);
        }
    }

    private static short[] ReadChecked(string path)
    {
        SndFileInfo info = default;
        using SndFileHandle file = SndFile.Open(path, SndFile.ReadMode, ref info);
        if (file.IsInvalid)
        {
            throw EdgeException.BadInput("the header is damaged or the encoding is not known", path, "use WAV, NIST SPHERE or FLAC");
        }

        CheckRanges(info, path);
        long limit = (long)MaxSeconds * info.SampleRate;
        MonoReader reader = new(file, info, path);
        SampleBuffer samples = new();
        Resampler? resampler = info.SampleRate == FeatureOptions.SampleRate ? null : new Resampler(info.SampleRate, path);
        int[] mono = new int[ChunkFrames];
        long frames = 0;
        int got;
        while ((got = reader.Read(mono)) > 0)
        {
            frames += got;
            if (frames > limit)
            {
                throw TooLong(path);
            }

            Append(mono.AsSpan(0, got), resampler, samples);
        }

        resampler?.Finish(samples);
        CheckComplete(info, frames, file, path);
        return samples.ToArray();
    }

    private static void Append(ReadOnlySpan<int> mono, Resampler? resampler, SampleBuffer samples)
    {
        if (resampler is not null)
        {
            resampler.Accept(mono, samples);
            return;
        }

        foreach (int sample in mono)
        {
            samples.Add(Rounding.ToInt16(Rounding.ShiftRight((long)sample, 16)));
        }
    }

    private static void CheckRanges(in SndFileInfo info, string path)
    {
        if (info.Container is not (SndFile.Wav or SndFile.WavExtensible or SndFile.Sphere or SndFile.Flac))
        {
            throw EdgeException.BadInput("this audio format is not read", path, "use WAV, NIST SPHERE or FLAC");
        }

        if (info.Channels is < 1 or > MaxChannels)
        {
            throw EdgeException.BadInput($"the file has {info.Channels} channels, allowed are 1 to {MaxChannels}", path, "convert it to mono");
        }

        if (FramesKnown(info) && info.Frames > (long)MaxSeconds * info.SampleRate)
        {
            throw TooLong(path);
        }
    }

    private static void CheckComplete(in SndFileInfo info, long frames, SndFileHandle file, string path)
    {
        if (FramesKnown(info) && frames < info.Frames)
        {
            throw EdgeException.BadInput(
                $"the header promises {info.Frames} samples per channel, only {frames} could be read", path, "copy or record the file again");
        }

        if (SndFile.Error(file) != 0)
        {
            throw EdgeException.BadInput($"the samples are damaged after {frames} samples per channel", path, "copy or record the file again");
        }

        if (frames == 0)
        {
            throw EdgeException.BadInput("the file holds no samples", path, "copy or record the file again");
        }
    }

    // A FLAC stream may leave its length open; libsndfile then reports the largest count.
    private static bool FramesKnown(in SndFileInfo info) => info.Frames < long.MaxValue;

    private static EdgeException TooLong(string path) =>
        EdgeException.BadInput($"the recording is longer than {MaxSeconds / 3600} hours", path, "cut it into shorter files");
}
