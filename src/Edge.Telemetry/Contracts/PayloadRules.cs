namespace Edge.Telemetry.Contracts;

/// <summary>Range checks the payloads share; each returns what is wrong, or null.</summary>
internal static class PayloadRules
{
    /// <summary>The longest text member, in characters.</summary>
    internal const int MaxText = 1024;

    internal static bool IsHex(string? text, int digits) =>
        text is not null && text.Length == digits && text.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0;

    internal static string? Hash(string member, string? value) =>
        value is null || IsHex(value, 64) ? null : $"{member} is not a SHA-256 in lower-case hexadecimal";

    internal static string? Text(string member, string? value) =>
        value is null || value.Length <= MaxText ? null : $"{member} has {value.Length} characters (limit {MaxText})";

    internal static string? NotNegative(string member, double? value) =>
        value is null or >= 0 ? null : $"{member} is {value}, which is below 0";

    internal static string? Fraction(string member, double value) =>
        value is >= 0 and <= 1 ? null : $"{member} is {value}, allowed are 0 to 1";
}
