namespace HostTrainer.Training.Data;

/// <summary>Makes speech faster or slower without changing its spectrum: log-mel frames are read at other moments, interpolated linearly.</summary>
internal static class TempoChange
{
    /// <summary>Reads frames at another tempo.</summary>
    /// <param name="logMel">Row-major [10 ms frame x band].</param>
    /// <param name="bands">Bands of a frame.</param>
    /// <param name="tempo">1 is unchanged, 2 twice as fast.</param>
    /// <param name="leastFrames">Frames that must be left; a tempo too fast for that is slowed down.</param>
    /// <param name="used">The tempo used.</param>
    public static short[] Apply(ReadOnlySpan<short> logMel, int bands, float tempo, int leastFrames, out float used)
    {
        int frames = logMel.Length / bands;
        used = Math.Min(tempo, (float)frames / leastFrames);
        int count = Math.Max(leastFrames, (int)(frames / used));
        short[] result = new short[count * bands];
        for (int i = 0; i < count; i++)
        {
            float position = Math.Min(i * used, frames - 1);
            int first = Math.Min((int)position, Math.Max(0, frames - 2));
            int second = Math.Min(first + 1, frames - 1);
            float share = position - first;
            for (int b = 0; b < bands; b++)
            {
                float low = logMel[(first * bands) + b];
                result[(i * bands) + b] = (short)MathF.Round(low + (share * (logMel[(second * bands) + b] - low)));
            }
        }

        return result;
    }
}
