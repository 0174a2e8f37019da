namespace Edge.Runtime.Decoding;

/// <summary>Makes events of accumulated scores.</summary>
internal static class PhoneScore
{
    /// <summary>An event whose score is the mean posterior of its frames, rounded to nearest, halves up.</summary>
    /// <param name="kind">Partial or final.</param>
    /// <param name="phone">Index of the phone.</param>
    /// <param name="start">First frame.</param>
    /// <param name="end">First frame after it, above <paramref name="start"/>.</param>
    /// <param name="posteriorSum">Sum of log posteriors, at most 0.</param>
    public static PhoneEvent Event(PhoneEventKind kind, int phone, int start, int end, long posteriorSum)
    {
        long frames = end - start;

        // For sums at most 0, -((-sum + (frames - 1) / 2) / frames) is floor(sum / frames + 1/2).
        return new(kind, phone, start, end, (int)-((-posteriorSum + ((frames - 1) / 2)) / frames));
    }
}
