using Edge.Runtime.Errors;
using Edge.Runtime.Scoring;

using Xunit;

namespace Edge.Runtime.Tests.Scoring;

public class PhoneFoldingTests
{
    [Fact]
    public void There_are_61_48_and_39_classes()
    {
        Assert.Equal(61, PhoneFolding.Phones61.Distinct().Count());
        Assert.Equal(48, PhoneFolding.Phones48.Count);
        Assert.Equal(39, PhoneFolding.Phones39.Count);
    }

    [Theory]
    [InlineData("sil", "sil cl vcl epi pau h# bcl dcl gcl pcl tcl kcl")]
    [InlineData("l", "l el")]
    [InlineData("n", "n en nx")]
    [InlineData("m", "m em")]
    [InlineData("ng", "ng eng")]
    [InlineData("sh", "sh zh")]
    [InlineData("aa", "aa ao")]
    [InlineData("ih", "ih ix")]
    [InlineData("ah", "ah ax ax-h")]
    [InlineData("er", "er axr")]
    [InlineData("uw", "uw ux")]
    [InlineData("hh", "hh hv")]
    public void The_39_classes_merge_what_Lee_and_Hon_merge(string folded, string symbols) =>
        Assert.All(symbols.Split(' '), s => Assert.Equal(folded, PhoneFolding.To39(s)));

    [Fact]
    public void Every_other_symbol_stands_for_itself()
    {
        string merged = "cl vcl epi pau h# bcl dcl gcl pcl tcl kcl el en nx em eng zh ao ix ax ax-h axr ux hv q";
        Assert.All(PhoneFolding.Phones61.Except(merged.Split(' ')), s => Assert.Equal(s, PhoneFolding.To39(s)));
    }

    [Fact]
    public void Folding_in_two_steps_equals_folding_in_one() =>
        Assert.All(PhoneFolding.Phones61, s => Assert.Equal(PhoneFolding.To39(s), PhoneFolding.To48(s) is { } c ? PhoneFolding.To39(c) : null));

    [Theory]
    [InlineData("bcl", "vcl")]
    [InlineData("kcl", "cl")]
    [InlineData("epi", "epi")]
    [InlineData("el", "el")]
    [InlineData("zh", "zh")]
    [InlineData("nx", "n")]
    public void The_48_classes_keep_closures_and_syllabic_sounds_apart(string symbol, string folded) =>
        Assert.Equal(folded, PhoneFolding.To48(symbol));

    [Fact]
    public void The_glottal_stop_is_deleted_and_case_does_not_matter()
    {
        Assert.Null(PhoneFolding.To39("q"));
        Assert.Null(PhoneFolding.To48("Q"));
        Assert.Equal("ah", PhoneFolding.To39("AX-H"));
    }

    [Fact]
    public void An_unknown_symbol_names_file_and_line()
    {
        PhoneLabel[] labels = [new(0, 10, "h#"), new(10, 20, "q"), new(20, 30, "xx")];
        EdgeException error = Assert.Throws<EdgeException>(() => PhoneFolding.To39(labels, "dir/a.phn"));
        Assert.Equal("dir/a.phn:3", error.Where);
        Assert.Contains("'xx'", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Folded_labels_keep_their_times() => Assert.Equal(
        [new(0, 10, "sil"), new(20, 30, "aa")],
        PhoneFolding.To39([new(0, 10, "h#"), new(10, 20, "q"), new(20, 30, "ao")], "a.phn"));
}
