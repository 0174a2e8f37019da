using Edge.Runtime.Errors;
using Edge.Runtime.Scoring;

using Xunit;

namespace Edge.Runtime.Tests.Scoring;

public sealed class TimitCorpusTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("TRAIN/DR1/FCJF0/SX127", ".WAV", ".PHN")]
    [InlineData("train/dr1/fcjf0/sx127", ".wav", ".phn")]
    [InlineData("TRAIN/DR1/FCJF0/SX127", ".WAV.wav", ".PHN")]
    [InlineData("TRAIN/DR1/FCJF0/SX127", ".flac", ".phn")]
    [InlineData("TRAIN/DR1/FCJF0/SX127", ".sph", ".Phn")]
    public void The_usual_spellings_are_found(string stem, string audio, string labels)
    {
        string audioPath = Add(stem + audio);
        string phonePath = Add(stem + labels);
        string wordPath = Add(stem + labels.Replace("phn", "wrd", StringComparison.Ordinal).Replace("PHN", "WRD", StringComparison.Ordinal));
        CorpusUtterance utterance = Assert.Single(TimitCorpus.Open(_directory.Path));
        string[] parts = stem.Split('/');
        bool words = !labels.Equals(".Phn", StringComparison.Ordinal);
        Assert.Equal(new CorpusUtterance(parts[2], parts[3], audioPath, phonePath, words ? wordPath : null, null), utterance);
    }

    [Fact]
    public void A_recording_in_two_containers_counts_once()
    {
        string plain = AddUtterance("TRAIN/DR1/FCJF0/SX1.WAV");
        Add("TRAIN/DR1/FCJF0/SX1.WAV.wav");
        Add("TRAIN/DR1/FCJF0/SX1.TXT");
        CorpusUtterance utterance = Assert.Single(TimitCorpus.Open(_directory.Path));
        Assert.Equal(plain, utterance.AudioPath);
        Assert.EndsWith("SX1.TXT", utterance.TextPath, StringComparison.Ordinal);
    }

    [Fact]
    public void Utterances_come_in_ordinal_order_of_their_paths()
    {
        string[] paths = ["b/s/2.wav", "a/t/1.wav", "B/s/1.wav", "a/s/10.wav", "a/s/9.wav"];
        string[] expected = [.. paths.Select(AddUtterance).Order(StringComparer.Ordinal)];
        Assert.Equal(expected, TimitCorpus.Open(_directory.Path).Select(u => u.AudioPath));
    }

    [Fact]
    public void Sentences_that_every_speaker_reads_are_left_out_unless_asked_for()
    {
        foreach (string name in new[] { "SA1", "sa2", "SI1", "SA11" })
        {
            AddUtterance($"TEST/DR1/MDAB0/{name}.wav");
        }

        Assert.Equal(["SA11", "SI1"], TimitCorpus.Open(_directory.Path).Select(u => u.Name));
        Assert.Equal(4, TimitCorpus.Open(_directory.Path, includeSa: true).Count);
    }

    [Fact]
    public void The_core_test_takes_its_24_speakers_and_their_192_sentences()
    {
        Assert.Equal(24, TimitCorpus.CoreTestSpeakers.Distinct().Count());
        Assert.Equal(8, TimitCorpus.CoreTestSpeakers.Count(s => s[0] == 'f'));
        foreach (string speaker in TimitCorpus.CoreTestSpeakers.Append("mabc0"))
        {
            for (int i = 0; i < 8; i++)
            {
                AddUtterance($"TEST/DR1/{speaker.ToUpperInvariant()}/SX{i}.wav");
            }

            AddUtterance($"TEST/DR1/{speaker.ToUpperInvariant()}/SA1.wav");
        }

        Assert.Equal(192, TimitCorpus.Open(_directory.Path, TimitSubset.CoreTest).Count);
        Assert.Equal(200, TimitCorpus.Open(_directory.Path).Count);
    }

    [Fact]
    public void A_speaker_directory_can_be_opened_itself()
    {
        AddUtterance("dr1/fcjf0/sx1.wav");
        Assert.Equal("fcjf0", TimitCorpus.Open(Path.Combine(_directory.Path, "dr1", "fcjf0") + "/")[0].Speaker);
    }

    [Fact]
    public void An_empty_directory_a_missing_one_and_a_file_are_refused()
    {
        AssertRefused(_directory.Path);
        AssertRefused(Path.Combine(_directory.Path, "none"));
        AssertRefused(Add("notes.md"));
    }

    [Fact]
    public void A_corpus_without_the_wanted_speakers_is_refused()
    {
        AddUtterance("TEST/DR1/MABC0/SX1.wav");
        EdgeException error = Assert.Throws<EdgeException>(() => TimitCorpus.Open(_directory.Path, TimitSubset.CoreTest));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void A_recording_without_labels_is_named_unless_the_caller_allows_it()
    {
        AddUtterance("s/1.wav");
        string bare = Add("s/2.wav");
        EdgeException error = Assert.Throws<EdgeException>(() => TimitCorpus.Open(_directory.Path));
        Assert.Equal(bare, error.Where);
        Assert.Equal([true, false], TimitCorpus.Open(_directory.Path, requireLabels: false).Select(u => u.Labelled));
    }

    [Fact]
    public void A_loop_of_links_ends()
    {
        AddUtterance("s/1.wav");
        File.CreateSymbolicLink(Path.Combine(_directory.Path, "s", "loop"), _directory.Path);
        Assert.Single(TimitCorpus.Open(_directory.Path));
    }

    private static void AssertRefused(string path) =>
        Assert.Equal(ExitCode.BadInput, Assert.Throws<EdgeException>(() => TimitCorpus.Open(path)).ExitCode);

    private string Add(string name) => _directory.Write(name, "0 1 h#\n");

    private string AddUtterance(string audio)
    {
        Add(audio[..audio.IndexOf('.', StringComparison.Ordinal)] + ".phn");
        return Add(audio);
    }
}
