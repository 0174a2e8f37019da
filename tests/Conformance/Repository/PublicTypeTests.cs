using System.Text.RegularExpressions;

using Xunit;

namespace Conformance.Repository;

/// <summary>One public type per file, and the file bears its name.</summary>
public sealed partial class PublicTypeTests
{
    [Fact]
    public void A_file_holds_at_most_one_public_type()
    {
        IEnumerable<string> crowded = SourceTree.Files(".cs")
            .Select(path => (path, types: PublicTypes(path)))
            .Where(file => file.types.Count > 1)
            .Select(file => $"{file.path}: {string.Join(", ", file.types)}");
        Assert.Empty(crowded);
    }

    [Fact]
    public void A_file_is_named_after_its_public_type()
    {
        IEnumerable<string> misnamed = SourceTree.Files(".cs")
            .Select(path => (path, type: PublicTypes(path).FirstOrDefault()))
            .Where(file => file.type is not null && !IsNamedAfter(file.path, file.type))
            .Select(file => $"{file.path}: {file.type}");
        Assert.Empty(misnamed);
    }

    [Fact]
    public void A_file_of_the_product_has_at_most_400_lines()
    {
        IEnumerable<string> product = SourceTree.Files(".cs").Where(path => !path.StartsWith("tests", StringComparison.Ordinal));
        Assert.DoesNotContain(product, path => File.ReadLines(Path.Combine(SourceTree.Root, path)).Count() > 400);
    }

    [Fact]
    public void No_file_holds_an_unfinished_part()
    {
        Regex unfinished = new("NotImplemented" + "Exception|\\bTO" + "DO\\b|\\bFIX" + "ME\\b");
        Assert.DoesNotContain(SourceTree.Files(".cs"), path => unfinished.IsMatch(File.ReadAllText(Path.Combine(SourceTree.Root, path))));
    }

    [Theory]
    [InlineData("public sealed record A(int X);\ninternal class B;\n", "A")]
    [InlineData("/// <summary>public class Z</summary>\npublic static partial class A\n{\n    public enum Inner { }\n}\n", "A")]
    [InlineData("public readonly record struct A;\npublic interface IB;\npublic delegate void C(int x);\n", "A,IB,C")]
    [InlineData("public readonly ref struct A<T>\npublic unsafe delegate T D<T>(int x);\n", "A,D")]
    public void Public_types_are_found_in_source_text(string source, string expected) =>
        Assert.Equal(expected, string.Join(',', Find(source)));

    // A part of a type may add a word of its own: DotW4.AvxVnni.cs holds DotW4AvxVnni or a part of DotW4.
    private static bool IsNamedAfter(string path, string type)
    {
        string[] words = Path.GetFileNameWithoutExtension(path).Split('.');
        return type == words[0] || type == string.Concat(words);
    }

    private static IReadOnlyList<string> PublicTypes(string path) => Find(File.ReadAllText(Path.Combine(SourceTree.Root, path)));

    // Top-level types only: namespaces are file-scoped, so a nested type is indented.
    private static IReadOnlyList<string> Find(string source) => [.. Declaration().Matches(source).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(
        @"^public (?:(?:static|sealed|abstract|readonly|ref|partial|unsafe|file) )*(?:(?:record struct|record class|record|class|struct|interface|enum) (?<name>\w+)|delegate [\w<>\[\],.?* ]+? (?<name>\w+)(?=[<(]))",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
