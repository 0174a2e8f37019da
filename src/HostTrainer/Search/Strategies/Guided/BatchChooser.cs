using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// Chooses the genomes to measure together: one after another the one that is expected to add most to the hypervolume, beside the front that is known and what those
/// already chosen are expected to be.
/// </summary>
internal static class BatchChooser
{
    /// <summary>At most <paramref name="count"/> of the predictions, those first that add most.</summary>
    /// <param name="front">Known front, as shares of the hypervolume's box.</param>
    /// <param name="predictions">What could be measured.</param>
    /// <param name="count">How many are wanted.</param>
    public static IReadOnlyList<Prediction> Choose(IReadOnlyList<double[]> front, IReadOnlyList<Prediction> predictions, int count)
    {
        List<double[]> known = [.. front];
        double[] gains = [.. predictions.Select(p => Gain(known, p))];
        List<Prediction> chosen = [];
        while (chosen.Count < count)
        {
            int best = BestAfterUpdate(known, predictions, gains);
            if (best < 0)
            {
                break;
            }

            chosen.Add(predictions[best]);
            known.Add(predictions[best].Expected);
            gains[best] = 0;
        }

        return chosen;
    }

    /// <summary>
    /// The prediction with the largest gain, or -1 when none gains anything. Gains only shrink while the front grows, so one that is still the largest after it
    /// was worked out again is the largest of all.
    /// </summary>
    private static int BestAfterUpdate(List<double[]> known, IReadOnlyList<Prediction> predictions, double[] gains)
    {
        bool[] current = new bool[gains.Length];
        while (true)
        {
            int best = Array.IndexOf(gains, gains.DefaultIfEmpty(0).Max());
            if (best < 0 || gains[best] <= 0)
            {
                return -1;
            }

            if (current[best])
            {
                return best;
            }

            gains[best] = Gain(known, predictions[best]);
            current[best] = true;
        }
    }

    private static double Gain(List<double[]> known, Prediction prediction) => prediction.Outcomes.Sum(outcome => Added(known, outcome));

    /// <summary>The volume that a point dominates and the known ones do not: its box without the parts of theirs that lie in it.</summary>
    private static double Added(List<double[]> known, double[] point)
    {
        double volume = 1;
        foreach (double coordinate in point)
        {
            volume *= Math.Max(0, 1 - coordinate);
        }

        if (volume <= 0)
        {
            return 0;
        }

        List<double[]> inside = [];
        foreach (double[] k in known)
        {
            double[] clipped = [.. k.Select((c, i) => Math.Max(c, point[i]))];
            if (!inside.Exists(o => Dominance.Dominates(o, clipped) || o.AsSpan().SequenceEqual(clipped)))
            {
                inside.RemoveAll(o => Dominance.Dominates(clipped, o));
                inside.Add(clipped);
            }
        }

        return volume - Hypervolume.Of(inside, [.. point.Select(_ => 1.0)]);
    }
}
