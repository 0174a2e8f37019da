using Edge.Runtime.Errors;

namespace Edge.Telemetry.Platforms;

/// <summary>The platforms that come with the program, and those in files.</summary>
public static class PlatformCatalog
{
    private const string Folder = "platforms";

    /// <summary>Names of the platforms that come with the program, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = DataFile.ResourceNames(typeof(PlatformCatalog).Assembly, Folder);

    /// <summary>A platform by name, or from a file.</summary>
    /// <param name="nameOrPath">A name of <see cref="Names"/>, or the path of a platform file.</param>
    /// <exception cref="EdgeException">No such platform, or the file describes none.</exception>
    public static PlatformDescription Open(string nameOrPath)
    {
        if (Names.Contains(nameOrPath))
        {
            string resource = $"{Folder}/{nameOrPath}.json";
            return PlatformFile.Parse(DataFile.ReadResource(typeof(PlatformCatalog).Assembly, resource), resource);
        }

        return File.Exists(nameOrPath)
            ? PlatformFile.Load(nameOrPath)
            : throw EdgeException.BadInput("no platform of this name and no such file", nameOrPath, $"use {string.Join(", ", Names)} or the path of a platform file");
    }

    /// <summary>A platform with a table, which a device can weight with the inputs it transmits.</summary>
    /// <param name="nameOrPath">A name of <see cref="Names"/>, or the path of a platform file.</param>
    /// <exception cref="EdgeException">No such platform, or it has no table.</exception>
    public static PlatformTable OpenTable(string nameOrPath) => Open(nameOrPath) is PlatformTable table
        ? table
        : throw EdgeException.BadInput("this platform has no table of energies", nameOrPath, "name one of kind table");
}
