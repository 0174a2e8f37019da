using Edge.Runtime.Errors;

namespace Edge.Runtime.Scoring;

/// <summary>
/// Levenshtein alignment with unit costs. Of equally cheap alignments one is always chosen: going back from the end, a match
/// or substitution before a deletion before an insertion.
/// </summary>
public static class PhoneAligner
{
    /// <summary>The largest product of the two lengths that is aligned.</summary>
    public const long MaxCells = 1L << 28;

    private enum Step : byte
    {
        Diagonal,
        Deletion,
        Insertion,
    }

    /// <summary>Aligns what was recognised with what was said.</summary>
    /// <returns>The steps from first to last.</returns>
    /// <exception cref="EdgeException">The sequences are too long together, see <see cref="MaxCells"/>.</exception>
    public static IReadOnlyList<AlignedPhones> Align(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(hypothesis);
        Step[] steps = Fill(reference, hypothesis);
        List<AlignedPhones> path = new(reference.Count + hypothesis.Count);
        int r = reference.Count;
        int h = hypothesis.Count;
        while (r > 0 || h > 0)
        {
            switch (steps[(r * (hypothesis.Count + 1)) + h])
            {
                case Step.Diagonal:
                    path.Add(new(reference[--r], hypothesis[--h]));
                    break;
                case Step.Deletion:
                    path.Add(new(reference[--r], null));
                    break;
                default:
                    path.Add(new(null, hypothesis[--h]));
                    break;
            }
        }

        path.Reverse();
        return path;
    }

    // Row r, column h holds the last step of the cheapest alignment of the first r and the first h symbols.
    private static Step[] Fill(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis)
    {
        int width = hypothesis.Count + 1;
        long cells = (reference.Count + 1L) * width;
        if (cells > MaxCells)
        {
            throw EdgeException.BadInput(
                $"{reference.Count} and {hypothesis.Count} phones are too many to align", "alignment", "score shorter recordings");
        }

        Step[] steps = new Step[cells];
        int[] above = new int[width];
        int[] current = new int[width];
        for (int h = 1; h < width; h++)
        {
            above[h] = h;
            steps[h] = Step.Insertion;
        }

        for (int r = 1; r <= reference.Count; r++)
        {
            current[0] = r;
            steps[r * width] = Step.Deletion;
            for (int h = 1; h < width; h++)
            {
                int diagonal = above[h - 1] + (reference[r - 1] == hypothesis[h - 1] ? 0 : 1);
                int deletion = above[h] + 1;
                int insertion = current[h - 1] + 1;
                int best = Math.Min(diagonal, Math.Min(deletion, insertion));
                current[h] = best;
                steps[(r * width) + h] = best == diagonal ? Step.Diagonal : best == deletion ? Step.Deletion : Step.Insertion;
            }

            (above, current) = (current, above);
        }

        return steps;
    }
}
