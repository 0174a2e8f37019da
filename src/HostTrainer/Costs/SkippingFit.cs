namespace HostTrainer.Costs;

/// <summary>
/// Fits products that skip unchanged inputs: a time per input looked at, and a time per multiply-accumulate of a changed input. Only
/// products with few changes are used: with many the engine multiplies densely.
/// </summary>
internal sealed class SkippingFit
{
    /// <summary>Largest share of changed inputs at which every kernel skips.</summary>
    private const double FewChanges = 0.35;

    private SkippingFit(double scan, double?[] changed) => (ScannedInputNanoseconds, ChangedMacNanoseconds) = (scan, changed);

    /// <summary>Time per input looked at.</summary>
    public double ScannedInputNanoseconds { get; }

    /// <summary>Time of a multiply-accumulate of a changed input by <see cref="PrecisionClass"/>; null where not measured.</summary>
    public double?[] ChangedMacNanoseconds { get; }

    /// <summary>Fits on top of the dense terms.</summary>
    /// <param name="points">Products that skip.</param>
    /// <param name="dense">The dense terms.</param>
    /// <param name="farShare">Share of far weights by size of the step.</param>
    public static SkippingFit Of(IEnumerable<ProductPoint> points, DenseFit dense, Func<double, double> farShare)
    {
        ProductPoint[] few = [.. points.Where(p => p.UpdatedFraction <= FewChanges)];
        double[][] rows = [.. few.Select(Row)];
        double[] targets = [.. few.Select(p => (p.Nanoseconds - Known(p, dense, farShare(p.StepBytes))) / p.Nanoseconds)];
        double[] unknowns = few.Length == 0 ? new double[1 + PrecisionClass.Count] : NonNegativeLeastSquares.Solve(rows, targets);
        double?[] changed = [.. Enumerable.Range(0, PrecisionClass.Count).Select(number => few.Any(p => p.Class == number) ? unknowns[1 + number] : (double?)null)];
        return new SkippingFit(unknowns[0], changed);
    }

    private static double[] Row(ProductPoint point)
    {
        double[] row = new double[1 + PrecisionClass.Count];
        row[0] = point.Work.Columns / point.Nanoseconds;
        row[1 + point.Class] = point.UpdatedFraction * point.Work.Macs / point.Nanoseconds;
        return row;
    }

    private static double Known(ProductPoint point, DenseFit dense, double farShare) =>
        dense.LayerNanoseconds + (point.UpdatedFraction * farShare * dense.FarByteNanoseconds * point.Bytes);
}
