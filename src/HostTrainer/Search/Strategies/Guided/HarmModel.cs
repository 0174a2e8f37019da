namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// Predicts a measured figure of points that were not measured: a Gaussian process (kriging) over <see cref="PointKernel"/>, fitted to everything measured so far.
/// Deterministic on every machine.
/// </summary>
internal sealed class HarmModel
{
    private readonly double[][] _places;
    private readonly PointKernel _kernel;
    private readonly CholeskyFactor _factor;
    private readonly double[] _weights;
    private readonly double _anchor;
    private readonly double _noise;

    /// <summary>Fits the model.</summary>
    /// <param name="places">Measured points on the <see cref="GeneScale"/>, at least one.</param>
    /// <param name="values">What was measured.</param>
    /// <param name="anchor">The value where no gene does harm.</param>
    /// <param name="kernel">What is believed beforehand.</param>
    /// <param name="noise">Variance that the kernel does not explain, above 0.</param>
    public HarmModel(double[][] places, double[] values, double anchor, PointKernel kernel, double noise)
    {
        (_places, _kernel, _anchor, _noise) = (places, kernel, anchor, noise);
        double[][] covariance = [.. places.Select((p, i) => places.Take(i + 1).Select((q, j) => kernel.Of(p, q) + (i == j ? noise : 0)).ToArray())];
        _factor = new CholeskyFactor(covariance);
        _weights = _factor.Solve([.. values.Select(v => v - anchor)]);
    }

    /// <summary>The expected value at a point.</summary>
    public double Mean(double[] place)
    {
        double sum = _anchor;
        for (int i = 0; i < _weights.Length; i++)
        {
            sum += _weights[i] * _kernel.Of(_places[i], place);
        }

        return sum;
    }

    /// <summary>How far a measurement may be from the expected value: a standard deviation, what the kernel does not explain included.</summary>
    public double Deviation(double[] place)
    {
        double[] reduced = _factor.SolveLower([.. _places.Select(p => _kernel.Of(p, place))]);
        double variance = _kernel.Of(place, place) + _noise;
        foreach (double r in reduced)
        {
            variance -= r * r;
        }

        return Math.Sqrt(Math.Max(_noise, variance));
    }
}
