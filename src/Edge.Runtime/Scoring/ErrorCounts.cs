namespace Edge.Runtime.Scoring;

/// <summary>Errors of recognised sequences against what was said.</summary>
/// <param name="Reference">Phones said.</param>
/// <param name="Substitutions">Phones taken for another.</param>
/// <param name="Deletions">Phones missed.</param>
/// <param name="Insertions">Phones recognised that were not said.</param>
public readonly record struct ErrorCounts(long Reference, long Substitutions, long Deletions, long Insertions)
{
    /// <summary>All errors.</summary>
    public long Errors => Substitutions + Deletions + Insertions;

    /// <summary>
    /// Errors per phone said, 0 to above 1 (insertions are not bounded). With nothing said: 0 without errors, else positive infinity.
    /// </summary>
    public double Rate => Reference > 0 ? (double)Errors / Reference : Errors == 0 ? 0 : double.PositiveInfinity;

    /// <summary>The errors of two sets together.</summary>
    public static ErrorCounts operator +(ErrorCounts a, ErrorCounts b) =>
        new(a.Reference + b.Reference, a.Substitutions + b.Substitutions, a.Deletions + b.Deletions, a.Insertions + b.Insertions);

    /// <summary>Counts the errors of one alignment.</summary>
    public static ErrorCounts Of(IEnumerable<AlignedPhones> alignment)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        ErrorCounts sum = default;
        foreach (AlignedPhones step in alignment)
        {
            sum += step switch
            {
                (null, _) => new ErrorCounts(0, 0, 0, 1),
                (_, null) => new ErrorCounts(1, 0, 1, 0),
                var (said, heard) => new ErrorCounts(1, said == heard ? 0 : 1, 0, 0),
            };
        }

        return sum;
    }
}
