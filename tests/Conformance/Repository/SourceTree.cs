using System.Runtime.CompilerServices;

namespace Conformance.Repository;

/// <summary>The repository this test was built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files with an extension under src, devices and tests, build output left out, relative to the root.</summary>
    public static IReadOnlyList<string> Files(string extension) =>
    [
        .. new[] { "src", "devices", "tests" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Root, room), "*" + extension, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        DirectoryInfo? directory = new FileInfo(thisFile).Directory;
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "MohaqEdge.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"no MohaqEdge.sln above {thisFile}");
    }
}
