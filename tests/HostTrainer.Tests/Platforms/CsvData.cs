namespace HostTrainer.Tests.Platforms;

/// <summary>Reads the tables of figures that are part of the test project.</summary>
public static class CsvData
{
    public static IEnumerable<string[]> Rows(string name)
    {
        using Stream stream = typeof(CsvData).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))];
    }
}
