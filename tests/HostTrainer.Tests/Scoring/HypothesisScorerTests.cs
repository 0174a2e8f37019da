using Edge.Runtime.Audio;
using Edge.Runtime.Errors;
using Edge.Runtime.Scoring;

using HostTrainer.Scoring;

using Xunit;

namespace HostTrainer.Tests.Scoring;

public sealed class HypothesisScorerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mohaq-score-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Errors_are_counted_after_folding_and_without_silence()
    {
        AddUtterance("fcjf0", "si1", "h#", "sh", "iy", "hv", "ae", "dcl", "d", "h#");
        AddUtterance("mdab0", "si2", "h#", "ao", "l", "h#");

        // One substitution (s for sh), one deletion (iy), one insertion (k); zh, hh, aa and pauses are no errors.
        string path = Write("fcjf0/si1\tsil s hh ae d k sil\nmdab0/si2\taa l pau\n");
        PhoneErrorReport report = Score(path);

        Assert.Equal(new ErrorCounts(7, 1, 1, 1), report.Total);
        Assert.Equal(0, report.Speakers["mdab0"].Errors);
        Assert.Equal(2, report.Utterances);
    }

    [Fact]
    public void Nothing_recognised_is_all_deletions()
    {
        AddUtterance("fcjf0", "si1", "h#", "sh", "iy", "h#");
        Assert.Equal(new ErrorCounts(2, 0, 2, 0), Score(Write("fcjf0/si1\t\n")).Total);
    }

    [Theory]
    [InlineData("fcjf0/si1\tsh\n", "nothing is given for fcjf0/si2")]
    [InlineData("fcjf0/si1\tsh\nfcjf0/si2\tsh\nfcjf0/si3\tsh\n", "fcjf0/si3 is not in the corpus")]
    [InlineData("fcjf0/si1\tsh\nfcjf0/si1\tsh\n", "a second time")]
    [InlineData("fcjf0/si1 sh\n", "no tab")]
    [InlineData("\n", "no utterance")]
    [InlineData("fcjf0/si1\tSIL\nfcjf0/si2\txx\n", "'xx' is no TIMIT phone")]
    public void A_file_that_does_not_fit_the_corpus_is_bad_input(string text, string expected)
    {
        AddUtterance("fcjf0", "si1", "h#", "sh", "h#");
        AddUtterance("fcjf0", "si2", "h#", "iy", "h#");
        string path = Write(text);

        EdgeException error = Assert.Throws<EdgeException>(() => Score(path));

        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_bad_input()
    {
        EdgeException error = Assert.Throws<EdgeException>(() => HypothesisFile.Read(Path.Combine(_directory.FullName, "none.txt")));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    private PhoneErrorReport Score(string path) =>
        HypothesisScorer.Score(HypothesisFile.Read(path), path, TimitCorpus.Open(Path.Combine(_directory.FullName, "corpus")));

    private string Write(string text)
    {
        string path = Path.Combine(_directory.FullName, "recognised.txt");
        File.WriteAllText(path, text);
        return path;
    }

    private void AddUtterance(string speaker, string name, params string[] phones)
    {
        string stem = Path.Combine(_directory.CreateSubdirectory(Path.Combine("corpus", speaker)).FullName, name);
        WaveFile.Write(stem + ".wav", new short[160 * phones.Length]);
        PhoneFile.Write(stem + ".phn", phones.Select((phone, i) => new PhoneLabel(160 * i, 160 * (i + 1), phone)));
    }
}
