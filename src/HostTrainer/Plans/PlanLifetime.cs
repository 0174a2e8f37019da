using System.Globalization;

using Edge.Runtime.Errors;

namespace HostTrainer.Plans;

/// <summary>How long a signed plan may be accepted: <c>90m</c>, <c>12h</c>, <c>30d</c>, or a date and time with zone.</summary>
public static class PlanLifetime
{
    private const int MaxDays = 3660;

    /// <summary>The end of validity.</summary>
    /// <param name="text">A span of minutes, hours or days, or an ISO 8601 time.</param>
    /// <param name="now">The time the span is counted from.</param>
    /// <exception cref="EdgeException">The text is neither, or the end is not within ten years from now.</exception>
    public static DateTimeOffset End(string text, DateTimeOffset now)
    {
        DateTimeOffset end = Span(text) is { } span
            ? now + span
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                ? time
                : throw Wrong($"'{text}' is no expiry");
        return end > now && end <= now.AddDays(MaxDays) ? end : throw Wrong($"the expiry {end:u} is not within the next {MaxDays} days");
    }

    private static TimeSpan? Span(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return null;
        }

        return text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(Math.Min(count, MaxDays + 1)),
            _ => null,
        };
    }

    private static EdgeException Wrong(string what) => new(ExitCode.Usage, what, "--expires", "write for instance 12h, 30d or 2030-01-31T00:00Z");
}
