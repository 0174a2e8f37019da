using System.Numerics.Tensors;

using Edge.Runtime.Features;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Data;

/// <summary>
/// Varies raw log-mel frames: mel-axis warp, level, spectral tilt and additive coloured noise before the normaliser sees them, and blanked
/// time and frequency stripes (SpecAugment, Park et al. 2019) after it. One instance per thread.
/// </summary>
internal sealed class LogMelAugmenter(FeatureOptions options, AugmentationOptions augmentation)
{
    private const float One = 1 << LogMelFilterbank.FractionBits;

    private readonly float[] _offset = new float[options.MelBands];
    private readonly float[] _noise = new float[options.MelBands];
    private readonly float[] _line = new float[options.MelBands];
    private readonly float[] _work = new float[options.MelBands];

    /// <summary>Varies raw frames in place.</summary>
    public void VaryRaw(Span<short> logMel, SeededRandom random)
    {
        int bands = options.MelBands;
        float warp = 1f + (random.NextFloat(-augmentation.WarpPercent, augmentation.WarpPercent) / 100f);
        DrawLine(_offset, random.NextFloat(-augmentation.GainOctaves, augmentation.GainOctaves), augmentation.TiltOctaves, random);
        bool noisy = random.NextFloat() < augmentation.NoiseProbability;
        if (noisy)
        {
            DrawNoise(logMel, random);
        }

        for (int at = 0; at < logMel.Length; at += bands)
        {
            Span<short> frame = logMel.Slice(at, bands);
            Warp(frame, warp);
            TensorPrimitives.Add(_line, _offset, _line);
            if (noisy)
            {
                AddNoise(random);
            }

            for (int b = 0; b < bands; b++)
            {
                frame[b] = (short)Math.Clamp(MathF.Round(_line[b] * One), short.MinValue, short.MaxValue);
            }
        }
    }

    /// <summary>Blanks stripes of normalised frames; 0 is the mean.</summary>
    public void Mask(Span<short> normalized, SeededRandom random)
    {
        int bands = options.MelBands;
        int frames = normalized.Length / bands;
        for (int m = 0; m < augmentation.FrequencyMasks; m++)
        {
            int width = random.NextInt(augmentation.FrequencyMaskBands + 1);
            int first = random.NextInt(bands - width + 1);
            for (int t = 0; t < frames; t++)
            {
                normalized.Slice((t * bands) + first, width).Clear();
            }
        }

        float expected = frames / 100f * augmentation.TimeMasksPerSecond;
        int count = (int)(expected + random.NextFloat());
        for (int m = 0; m < count; m++)
        {
            int length = Math.Min(frames, random.NextInt(augmentation.TimeMaskFrames + 1));
            int start = random.NextInt(frames - length + 1);
            normalized.Slice(start * bands, length * bands).Clear();
        }
    }

    /// <summary>A straight line over the bands, in log2 units of energy.</summary>
    private static void DrawLine(float[] line, float level, float tiltRange, SeededRandom random)
    {
        float tilt = random.NextFloat(-tiltRange, tiltRange);
        for (int b = 0; b < line.Length; b++)
        {
            line[b] = level + (tilt * (((float)b / (line.Length - 1)) - 0.5f));
        }
    }

    /// <summary>Noise spectrum 1.5 to 10 log2 units (4.5 to 30 dB) below the utterance's mean level, sloping either way.</summary>
    private void DrawNoise(ReadOnlySpan<short> logMel, SeededRandom random)
    {
        long sum = 0;
        foreach (short value in logMel)
        {
            sum += value;
        }

        float level = (sum / One / logMel.Length) - random.NextFloat(1.5f, 10f);
        DrawLine(_noise, level, 4f, random);
        TensorPrimitives.Add(_noise, _offset, _noise);
    }

    /// <summary>Reads a frame at stretched band positions into <see cref="_line"/>, in log2 units.</summary>
    private void Warp(ReadOnlySpan<short> frame, float warp)
    {
        for (int b = 0; b < frame.Length; b++)
        {
            float position = Math.Clamp(b * warp, 0, frame.Length - 1);
            int low = Math.Min((int)position, frame.Length - 2);
            float share = position - low;
            _line[b] = (frame[low] + (share * (frame[low + 1] - frame[low]))) / One;
        }
    }

    /// <summary>Adds energies: x + log2(1 + 2^(n - x)), with the noise of each band and frame fluctuating.</summary>
    private void AddNoise(SeededRandom random)
    {
        for (int b = 0; b < _work.Length; b++)
        {
            float fluctuation = (random.NextFloat() + random.NextFloat() + random.NextFloat() - 1.5f) * 1.4f;
            _work[b] = _noise[b] + fluctuation - _line[b];
        }

        TensorPrimitives.Exp2(_work, _work);
        TensorPrimitives.Add(_work, 1f, _work);
        TensorPrimitives.Log2(_work, _work);
        TensorPrimitives.Add(_line, _work, _line);
    }
}
