using Edge.Runtime.Errors;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// Topologies by name: <c>sru3-paper</c>, <c>sru4-paper</c> and <c>sru6-paper</c> are the networks of MOHAQ (arXiv 2108.01192) as its cost model
/// counts them (three sub-matrices in L0; 88,000 operations without weights in the 4-layer network), <c>lstm4-paper</c>, <c>gru5-paper</c> and
/// <c>ligru5-paper</c> those of Shrink and Eliminate (Information 13(4), 176); and those in files.
/// </summary>
public static class WorkloadCatalog
{
    private const string Folder = "workloads";

    /// <summary>Names of the topologies that come with the program, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = DataFile.ResourceNames(typeof(WorkloadCatalog).Assembly, Folder);

    /// <summary>A workload by name, or from a file.</summary>
    /// <param name="nameOrPath">A name of <see cref="Names"/>, or the path of a topology file.</param>
    /// <param name="accounting">How a published network is counted.</param>
    /// <param name="skip">Option of the paths that stay at 16 bits (<c>--skip</c>); 0 for none.</param>
    /// <exception cref="EdgeException">No such topology, the file describes none, or it has no such option.</exception>
    public static Workload Open(string nameOrPath, CostAccounting accounting = CostAccounting.Paper, int skip = 0)
    {
        if (Names.Contains(nameOrPath))
        {
            string resource = $"{Folder}/{nameOrPath}.json";
            return WorkloadFile.Parse(DataFile.ReadResource(typeof(WorkloadCatalog).Assembly, resource), resource, accounting, skip);
        }

        return File.Exists(nameOrPath)
            ? WorkloadFile.Load(nameOrPath, accounting, skip)
            : throw EdgeException.BadInput("no topology of this name and no such file", nameOrPath, $"use {string.Join(", ", Names)} or the path of a topology file");
    }
}
