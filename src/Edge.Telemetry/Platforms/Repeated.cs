namespace Edge.Telemetry.Platforms;

/// <summary>Finds entries that are given more than once.</summary>
internal static class Repeated
{
    /// <summary>A sentence about the first repeated name, or null.</summary>
    /// <param name="what">What the names are of.</param>
    /// <param name="names">The names.</param>
    public static string? Of(string what, IEnumerable<string> names)
    {
        IGrouping<string, string>? twice = names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : $"{what} {twice.Key} is given {twice.Count()} times";
    }
}
