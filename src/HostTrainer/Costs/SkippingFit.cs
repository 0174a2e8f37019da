using Edge.Telemetry.Platforms;

namespace HostTrainer.Costs;

/// <summary>
/// Fits products that skip unchanged inputs: times per output, per input looked at, per changed input, and per multiply-accumulate of a changed input.
/// Only products that did skip are used: with many changes the device multiplies densely.
/// </summary>
/// <param name="Terms">Times beside the multiply-accumulates; null where nothing was measured.</param>
/// <param name="ChangedMacNanoseconds">Time of a multiply-accumulate by <see cref="PrecisionClass"/>; null where not measured.</param>
internal sealed record SkippingFit(MeasuredSkipping? Terms, IReadOnlyList<double?> ChangedMacNanoseconds)
{
    // Unknowns: output, input, changed input, multiply-accumulates.
    private const int FirstMac = 3;

    /// <summary>Fits on top of the dense terms.</summary>
    /// <param name="points">Products that skip.</param>
    /// <param name="dense">The dense terms.</param>
    /// <param name="farShare">Share of far weights by size of the step.</param>
    public static SkippingFit Of(IEnumerable<ProductPoint> points, DenseFit dense, Func<double, double> farShare)
    {
        ProductPoint[] few = [.. points.Where(p => p.UpdatedFraction <= p.DenseAbove)];
        if (few.Length == 0)
        {
            return new SkippingFit(null, new double?[PrecisionClass.Count]);
        }

        double[][] rows = [.. few.Select(Row)];
        double[] targets = [.. few.Select(p => (p.Nanoseconds - Known(p, dense, farShare(p.StepBytes))) / p.Nanoseconds)];
        double[] unknowns = NonNegativeLeastSquares.Solve(rows, targets);
        return new SkippingFit(
            new MeasuredSkipping(unknowns[0], unknowns[1], unknowns[2]),
            [.. Enumerable.Range(0, PrecisionClass.Count).Select(number => few.Any(p => p.Class == number) ? unknowns[FirstMac + number] : (double?)null)]);
    }

    private static double[] Row(ProductPoint point)
    {
        double[] row = new double[FirstMac + PrecisionClass.Count];
        row[0] = point.Work.Rows / point.Nanoseconds;
        row[1] = point.Work.Columns / point.Nanoseconds;
        row[2] = point.UpdatedFraction * point.Work.Columns / point.Nanoseconds;
        row[FirstMac + point.Class] = point.UpdatedFraction * point.Work.Macs / point.Nanoseconds;
        return row;
    }

    private static double Known(ProductPoint point, DenseFit dense, double farShare) =>
        dense.LayerNanoseconds + (point.UpdatedFraction * farShare * dense.FarByteNanoseconds * point.Bytes);
}
