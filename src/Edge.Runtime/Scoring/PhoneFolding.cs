using Edge.Runtime.Errors;

namespace Edge.Runtime.Scoring;

/// <summary>
/// The foldings of TIMIT's 61 symbols to 48 for training and 39 for scoring (K.-F. Lee and H.-W. Hon, "Speaker-independent
/// phone recognition using hidden Markov models", IEEE Trans. ASSP 37(11), 1989). Case does not matter; symbols of the 48 and
/// 39 sets are accepted too and fold the same way.
/// </summary>
public static class PhoneFolding
{
    /// <summary>The symbol of silence in the 39 set.</summary>
    public const string Silence = "sil";

    private const string Deleted = "";

    // One row per symbol: itself, its class of 48, its class of 39. The glottal stop q has none.
    private const string Table = """
        aa aa aa|ae ae ae|ah ah ah|ao ao aa|aw aw aw|ax ax ah|ax-h ax ah|axr er er|ay ay ay|b b b|bcl vcl sil|ch ch ch
        d d d|dcl vcl sil|dh dh dh|dx dx dx|eh eh eh|el el l|em m m|en en n|eng ng ng|epi epi sil|er er er|ey ey ey|f f f
        g g g|gcl vcl sil|h# sil sil|hh hh hh|hv hh hh|ih ih ih|ix ix ih|iy iy iy|jh jh jh|k k k|kcl cl sil|l l l|m m m|n n n
        ng ng ng|nx n n|ow ow ow|oy oy oy|p p p|pau sil sil|pcl cl sil|q|r r r|s s s|sh sh sh|t t t|tcl cl sil|th th th
        uh uh uh|uw uw uw|ux uw uw|v v v|w w w|y y y|z z z|zh zh sh
        """;

    private static readonly Dictionary<string, (string To48, string To39)> Folds = BuildFolds();

    /// <summary>TIMIT's 61 symbols, in ordinal order.</summary>
    public static IReadOnlyList<string> Phones61 { get; } = [.. Rows().Select(r => r[0]).Order(StringComparer.Ordinal)];

    /// <summary>The 48 training classes, in ordinal order.</summary>
    public static IReadOnlyList<string> Phones48 { get; } = Classes(f => f.To48);

    /// <summary>The 39 scoring classes, in ordinal order, <see cref="Silence"/> among them.</summary>
    public static IReadOnlyList<string> Phones39 { get; } = Classes(f => f.To39);

    /// <summary>Whether a symbol is a pause or a closure; a symbol that is not known is neither.</summary>
    public static bool IsSilence(string phone) => Folds.TryGetValue(phone, out (string To48, string To39) fold) && fold.To39 == Silence;

    /// <summary>Folds one symbol to the 48 set.</summary>
    /// <param name="phone">A symbol of the 61, 48 or 39 set.</param>
    /// <param name="where">Named in the error: a file and line.</param>
    /// <returns>Its class, or null when it is deleted (<c>q</c>).</returns>
    /// <exception cref="EdgeException">The symbol is not known.</exception>
    public static string? To48(string phone, string where = "phone") => OrNull(Find(phone, where).To48);

    /// <summary>Folds one symbol to the 39 set.</summary>
    /// <param name="phone">A symbol of the 61, 48 or 39 set.</param>
    /// <param name="where">Named in the error: a file and line.</param>
    /// <returns>Its class, or null when it is deleted (<c>q</c>).</returns>
    /// <exception cref="EdgeException">The symbol is not known.</exception>
    public static string? To39(string phone, string where = "phone") => OrNull(Find(phone, where).To39);

    /// <summary>Folds the labels of one file to the 39 set, keeping their times; a deleted label leaves a gap.</summary>
    /// <param name="labels">Labels as <see cref="PhoneFile.Read"/> gives them.</param>
    /// <param name="path">The label file, for errors.</param>
    /// <exception cref="EdgeException">A symbol is not known; the error names file and line.</exception>
    public static IReadOnlyList<PhoneLabel> To39(IReadOnlyList<PhoneLabel> labels, string path)
    {
        ArgumentNullException.ThrowIfNull(labels);
        List<PhoneLabel> folded = new(labels.Count);
        for (int i = 0; i < labels.Count; i++)
        {
            if (To39(labels[i].Phone, $"{path}:{i + 1}") is { } phone)
            {
                folded.Add(labels[i] with { Phone = phone });
            }
        }

        return folded;
    }

    private static (string To48, string To39) Find(string phone, string where)
    {
        ArgumentNullException.ThrowIfNull(phone);
        return Folds.TryGetValue(phone, out (string, string) fold)
            ? fold
            : throw EdgeException.BadInput($"'{phone}' is no TIMIT phone symbol", where, "use the 61 TIMIT symbols or their 48 or 39 classes");
    }

    private static string? OrNull(string folded) => folded == Deleted ? null : folded;

    private static IEnumerable<string[]> Rows() => Table.Split(['|', '\n']).Select(row => row.Trim().Split(' '));

    private static Dictionary<string, (string, string)> BuildFolds()
    {
        Dictionary<string, (string, string)> folds = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] row in Rows())
        {
            folds[row[0]] = row.Length == 3 ? (row[1], row[2]) : (Deleted, Deleted);
            if (row.Length == 3)
            {
                folds.TryAdd(row[1], (row[1], row[2]));
            }
        }

        return folds;
    }

    private static string[] Classes(Func<(string To48, string To39), string> level) =>
        [.. Folds.Values.Select(level).Where(c => c != Deleted).Distinct().Order(StringComparer.Ordinal)];
}
