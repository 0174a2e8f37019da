namespace Agent.Bench;

/// <summary>The small text files in which Linux describes itself.</summary>
internal static class SystemText
{
    /// <summary>The text without space at its ends, or null when the file cannot be read.</summary>
    public static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
