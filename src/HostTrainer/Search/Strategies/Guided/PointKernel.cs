namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// How alike the harm of two points is believed to be before anything is measured: harm adds up gene by gene, each gene's a Brownian path from no harm at place 0;
/// on top comes what genes do together, alike for points that are near each other. Only operations that IEEE 754 fixes to the last bit.
/// </summary>
/// <param name="Additive">Variance of one gene's harm at place 1.</param>
/// <param name="Joint">Variance of what genes do together.</param>
/// <param name="Reach">Distance, summed over genes, at which that is half as alike.</param>
internal sealed record PointKernel(double Additive, double Joint, double Reach)
{
    /// <summary>The covariance of two points' harm.</summary>
    public double Of(double[] a, double[] b)
    {
        double shared = 0, distance = 0;
        for (int i = 0; i < a.Length; i++)
        {
            shared += Math.Min(a[i], b[i]);
            distance += Math.Abs(a[i] - b[i]);
        }

        return (Additive * shared) + (Joint / (1 + (distance / Reach)));
    }
}
