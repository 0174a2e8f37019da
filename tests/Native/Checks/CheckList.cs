namespace Native.Checks;

/// <summary>Every check, one line each.</summary>
internal static class CheckList
{
    private static readonly (string Name, Action<CheckReport, string[]> Run)[] All =
    [
        ("tables", (report, _) => TableChecks.Run(report)),
        ("elementwise", (report, _) => ElementwiseChecks.Run(report)),
        ("kernels", (report, _) => KernelChecks.Run(report)),
        ("golden", (report, _) => GoldenChecks.Run(report)),
        ("speech", SpeechCheck.Run),
    ];

    /// <summary>Names of the checks.</summary>
    public static IEnumerable<string> Names => All.Select(check => check.Name);

    /// <summary>Runs a check.</summary>
    /// <param name="args">Its name and its arguments.</param>
    /// <returns>Lines of what was computed, the code that computed it, and a hash of the result, between tabs.</returns>
    public static string Run(string[] args)
    {
        CheckReport report = new();
        All.Single(check => check.Name == args[0]).Run(report, args[1..]);
        return report.ToString();
    }
}
