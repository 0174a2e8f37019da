using Edge.Telemetry.Platforms;

namespace HostTrainer.Costs;

/// <summary>
/// Fits dense products: a fixed time, times per output and input of each activation width, a time per multiply-accumulate of each precision, and
/// a time per weight byte from beyond the near caches.
/// Errors count relative to the measured times. Where the caches begin and end to overflow is searched among the sizes of the measured plans.
/// </summary>
internal sealed class DenseFit
{
    // Unknowns: fixed, far byte, output (8, 16 bits), input (8, 16 bits), multiply-accumulates.
    private const int FirstMac = 6;

    private DenseFit(double near, double far, double[] unknowns, double error)
    {
        (NearBytes, FarBytes, Error) = (near, far, error);
        (LayerNanoseconds, FarByteNanoseconds) = (unknowns[0], unknowns[1]);
        Activations = [new MeasuredActivation(8, unknowns[2], unknowns[4]), new MeasuredActivation(16, unknowns[3], unknowns[5])];
        MacNanoseconds = unknowns[FirstMac..];
    }

    /// <summary>Step size up to which all weights are near.</summary>
    public double NearBytes { get; }

    /// <summary>Step size from which none are.</summary>
    public double FarBytes { get; }

    /// <summary>Fixed time of a product.</summary>
    public double LayerNanoseconds { get; }

    /// <summary>Additional time of a far byte.</summary>
    public double FarByteNanoseconds { get; }

    /// <summary>Times per output and input.</summary>
    public IReadOnlyList<MeasuredActivation> Activations { get; }

    /// <summary>Time of a multiply-accumulate by <see cref="PrecisionClass"/>.</summary>
    public double[] MacNanoseconds { get; }

    private double Error { get; }

    /// <summary>Fits products whose weights may be near or far.</summary>
    /// <param name="points">Dense products.</param>
    public static DenseFit Warm(IReadOnlyList<ProductPoint> points)
    {
        double[] sizes = [.. points.Select(p => p.StepBytes).Distinct().Order()];
        var pairs = from near in sizes.Prepend(0) from far in sizes where near < far select Between(points, near, far, bytes => MeasuredTerms.FarShare(bytes, near, far));
        return pairs.MinBy(f => f.Error)!;
    }

    /// <summary>
    /// Fits products whose weights are all far. Bytes and multiply-accumulates of a precision then grow together, so their time is told as one: that of
    /// the multiply-accumulates.
    /// </summary>
    public static DenseFit Cold(IReadOnlyList<ProductPoint> points) => Between(points, 0, 0, _ => 0);

    private static DenseFit Between(IReadOnlyList<ProductPoint> points, double near, double far, Func<double, double> farShare)
    {
        double[][] rows = [.. points.Select(p => Row(p, farShare(p.StepBytes)))];
        double[] targets = [.. points.Select(_ => 1.0)];
        double[] unknowns = NonNegativeLeastSquares.Solve(rows, targets);
        return new DenseFit(near, far, unknowns, rows.Sum(r => Square(r.Zip(unknowns, (a, x) => a * x).Sum() - 1)));
    }

    private static double[] Row(ProductPoint point, double farShare)
    {
        double[] row = new double[FirstMac + PrecisionClass.Count];
        int wide = point.Precision.ActivationBits > 8 ? 1 : 0;
        row[0] = 1 / point.Nanoseconds;
        row[1] = farShare * point.Bytes / point.Nanoseconds;
        row[2 + wide] = point.Work.Rows / point.Nanoseconds;
        row[4 + wide] = point.Work.Columns / point.Nanoseconds;
        row[FirstMac + point.Class] = point.Work.Macs / point.Nanoseconds;
        return row;
    }

    private static double Square(double value) => value * value;
}
