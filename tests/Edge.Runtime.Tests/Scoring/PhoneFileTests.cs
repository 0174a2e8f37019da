using Edge.Runtime.Errors;
using Edge.Runtime.Scoring;

using Xunit;

namespace Edge.Runtime.Tests.Scoring;

public sealed class PhoneFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Labels_read_back_as_written()
    {
        PhoneLabel[] labels = [new(0, 3050, "h#"), new(3050, 4559, "sh"), new(4559, 5723, "ix")];
        string path = Path.Combine(_directory.Path, "a.phn");
        PhoneFile.Write(path, labels);
        Assert.Equal("0 3050 h#\n3050 4559 sh\n4559 5723 ix\n", File.ReadAllText(path));
        Assert.Equal(labels, PhoneFile.Read(path));
    }

    [Fact]
    public void Carriage_returns_tabs_and_trailing_blank_lines_do_no_harm() =>
        Assert.Equal([new(0, 5, "h#"), new(5, 9, "sh")], PhoneFile.Read(_directory.Write("a.phn", "0 5 h#\r\n5\t9  sh \r\n\r\n")));

    [Theory]
    [InlineData("0 5 h#\n5 9\n", 2)]
    [InlineData("0 5 h# extra\n", 1)]
    [InlineData("0 5 h#\n\n5 9 sh\n", 2)]
    [InlineData("0 5 h#\n-5 9 sh\n", 2)]
    [InlineData("0 5 h#\n5 99999999999 sh\n", 2)]
    [InlineData("0 5 h#\n9 5 sh\n", 2)]
    [InlineData("3 5 h#\n1 7 sh\n", 2)]
    [InlineData("", 1)]
    [InlineData("RIFF\0\0\0", 1)]
    public void A_malformed_line_is_named(string text, int line)
    {
        string path = _directory.Write("a.phn", text);
        EdgeException error = Assert.Throws<EdgeException>(() => PhoneFile.Read(path));
        Assert.Equal($"{path}:{line}", error.Where);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void A_missing_file_is_refused() =>
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => PhoneFile.Read(Path.Combine(_directory.Path, "none.phn"))).ExitCode);
}
