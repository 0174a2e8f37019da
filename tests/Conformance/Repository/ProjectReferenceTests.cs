using System.Xml.Linq;

using Xunit;

namespace Conformance.Repository;

/// <summary>Arrows point toward Edge.Runtime, and nothing on a device knows the host.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Edge.Runtime"] = [],
        ["Edge.Telemetry"] = ["Edge.Runtime"],
        ["Edge.Tuner"] = ["Edge.Runtime", "Edge.Telemetry"],
        ["HostTrainer"] = ["Edge.Runtime", "Edge.Telemetry", "Edge.Tuner"],
        ["Agent"] = ["Edge.Runtime", "Edge.Telemetry", "Edge.Tuner"],
    };

    private static IEnumerable<string> Products => SourceTree.Files(".csproj").Where(path => !path.StartsWith("tests", StringComparison.Ordinal));

    [Fact]
    public void Every_product_project_has_its_allowed_references_written_down() =>
        Assert.Empty(Products.Select(Name).Except(Allowed.Keys));

    [Fact]
    public void Every_reference_of_a_product_project_is_an_allowed_arrow()
    {
        foreach (string project in Products)
        {
            Assert.Empty(References(project).Except(Allowed.GetValueOrDefault(Name(project), [])).Select(target => $"{Name(project)} -> {target}"));
        }
    }

    [Fact]
    public void No_test_project_of_an_edge_library_or_of_the_agent_references_the_host_project()
    {
        IEnumerable<string> tests = SourceTree.Files(".csproj")
            .Where(path => Name(path).EndsWith(".Tests", StringComparison.Ordinal) && Name(path) != "HostTrainer.Tests");
        Assert.DoesNotContain(tests, path => References(path).Contains("HostTrainer"));
    }

    [Fact]
    public void Package_versions_stand_in_one_place() =>
        Assert.DoesNotContain(
            SourceTree.Files(".csproj"), path => Items(path, "PackageReference").Any(item => item.Attribute("Version") is not null));

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> References(string project) =>
        Items(project, "ProjectReference").Select(item => Name(item.Attribute("Include")!.Value.Replace('\\', '/')));

    private static IEnumerable<XElement> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(SourceTree.Root, project)).Descendants(kind);
}
