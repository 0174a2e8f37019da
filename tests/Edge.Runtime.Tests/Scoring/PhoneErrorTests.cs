using Edge.Runtime.Errors;
using Edge.Runtime.Scoring;

using Xunit;

namespace Edge.Runtime.Tests.Scoring;

public class PhoneErrorTests
{
    [Fact]
    public void Alignments_are_as_cheap_as_any()
    {
        Random random = new(1);
        for (int round = 0; round < 500; round++)
        {
            string[] said = Random(random);
            string[] heard = Random(random);
            IReadOnlyList<AlignedPhones> path = PhoneAligner.Align(said, heard);
            Assert.Equal(said, path.Where(s => s.Reference is not null).Select(s => s.Reference));
            Assert.Equal(heard, path.Where(s => s.Hypothesis is not null).Select(s => s.Hypothesis));
            Assert.Equal(Cheapest(said, heard), ErrorCounts.Of(path).Errors);
        }
    }

    [Fact]
    public void Ties_are_settled_the_same_way_always()
    {
        Assert.Equal([new(null, "b"), new("a", "c")], PhoneAligner.Align(["a"], ["b", "c"]));
        Assert.Equal([new("b", null), new("c", "a")], PhoneAligner.Align(["b", "c"], ["a"]));
        Assert.Empty(PhoneAligner.Align([], []));
    }

    [Fact]
    public void Counts_add_up_and_give_a_rate()
    {
        ErrorCounts sum = new ErrorCounts(10, 1, 2, 3) + new ErrorCounts(10, 0, 1, 1);
        Assert.Equal(new ErrorCounts(20, 1, 3, 4), sum);
        Assert.Equal(0.4, sum.Rate);
        Assert.Equal(0, default(ErrorCounts).Rate);
        Assert.Equal(double.PositiveInfinity, new ErrorCounts(0, 0, 0, 1).Rate);
    }

    [Fact]
    public void Both_sides_are_folded_before_they_are_compared()
    {
        PhoneErrorReport report = new();
        ErrorCounts counts = report.Add("s", ["h#", "sh", "ix", "hv", "q", "eh", "dcl", "d", "h#"], ["sil", "zh", "ih", "hh", "eh", "d"], "a.phn");
        Assert.Equal(new ErrorCounts(5, 0, 0, 0), counts);
    }

    [Fact]
    public void Silence_counts_when_asked_and_runs_of_it_are_one()
    {
        string[] said = ["h#", "b", "tcl", "pau", "t", "h#"];
        string[] heard = ["b", "sil", "t", "sil"];
        Assert.Equal(new ErrorCounts(2, 0, 0, 0), new PhoneErrorReport().Add("s", said, heard, "a.phn"));
        Assert.Equal(new ErrorCounts(5, 0, 1, 0), new PhoneErrorReport(countSilence: true).Add("s", said, heard, "a.phn"));
    }

    [Fact]
    public void A_deleted_glottal_stop_between_silences_joins_them() =>
        Assert.Equal(["sil", "b"], ScoringSequence.Fold(["h#", "q", "pau", "b"], countSilence: true, "a.phn"));

    [Fact]
    public void Repeated_phones_are_not_merged() => Assert.Equal(["n", "n"], ScoringSequence.Fold(["n", "en"], countSilence: false, "a.phn"));

    [Fact]
    public void Reports_know_speakers_and_confusions_and_merge_in_any_order()
    {
        PhoneErrorReport left = new();
        left.Add("b", ["s", "s", "aa"], ["z", "z", "aa"], "1.phn");
        left.Add("a", ["iy"], ["iy", "t"], "2.phn");
        PhoneErrorReport right = new();
        right.Add("b", ["s", "iy"], ["z"], "3.phn");
        PhoneErrorReport both = new();
        both.Merge(right);
        both.Merge(left);
        left.Merge(right);
        foreach (PhoneErrorReport report in new[] { both, left })
        {
            Assert.Equal(3, report.Utterances);
            Assert.Equal(new ErrorCounts(6, 3, 1, 1), report.Total);
            Assert.Equal(["a", "b"], report.Speakers.Keys);
            Assert.Equal(new ErrorCounts(5, 3, 1, 0), report.Speakers["b"]);
            Assert.Equal([new("s", "z", 2), new(null, "t", 1)], report.MostFrequent(2));
        }

        Assert.Throws<ArgumentException>(() => left.Merge(new PhoneErrorReport(countSilence: true)));
    }

    [Fact]
    public void An_unknown_recognised_phone_is_an_error()
    {
        EdgeException error = Assert.Throws<EdgeException>(() => new PhoneErrorReport().Add("s", ["aa"], ["foo"], "a.phn"));
        Assert.Contains("foo", error.Message, StringComparison.Ordinal);
    }

    private static string[] Random(Random random)
    {
        string[] phones = new string[random.Next(0, 7)];
        for (int i = 0; i < phones.Length; i++)
        {
            phones[i] = "abc"[random.Next(3)].ToString();
        }

        return phones;
    }

    // The definition, without a table.
    private static int Cheapest(ReadOnlySpan<string> said, ReadOnlySpan<string> heard)
    {
        if (said.IsEmpty || heard.IsEmpty)
        {
            return said.Length + heard.Length;
        }

        int diagonal = Cheapest(said[1..], heard[1..]) + (said[0] == heard[0] ? 0 : 1);
        return Math.Min(diagonal, 1 + Math.Min(Cheapest(said[1..], heard), Cheapest(said, heard[1..])));
    }
}
