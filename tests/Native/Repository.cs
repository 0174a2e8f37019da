namespace Native;

/// <summary>Files of the repository the tests run on.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Model => Path.Combine(Root, "models", "default.safetensors");

    public static string Samples => Path.Combine(Root, "models", "samples");

    public static string Artifact(params string[] path) => Path.Combine([Root, "artifacts", .. path]);

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "MohaqEdge.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
