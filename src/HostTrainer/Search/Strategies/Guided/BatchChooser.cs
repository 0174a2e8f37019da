using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// Chooses the genomes to measure together: one after another the one that would add most to the hypervolume if luck is with it, beside the front that is known and
/// those already chosen.
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
        List<Prediction> left = [.. predictions.Where(p => p.Feasible)];
        List<Prediction> chosen = [];
        while (chosen.Count < count && left.Count > 0)
        {
            double[] reference = [.. left[0].Hoped.Select(_ => 1.0)];
            double before = Hypervolume.Of(known, reference);
            double[] gains = [.. left.Select(p => Gain(known, p.Hoped, reference, before))];
            int best = Array.IndexOf(gains, gains.Max());
            if (gains[best] <= 0)
            {
                break;
            }

            chosen.Add(left[best]);
            known.Add(left[best].Hoped);
            left.RemoveAt(best);
        }

        return chosen;
    }

    private static double Gain(List<double[]> known, double[] point, double[] reference, double before) =>
        known.Exists(k => Dominance.Dominates(k, point) || k.SequenceEqual(point)) ? 0 : Hypervolume.Of([.. known, point], reference) - before;
}
