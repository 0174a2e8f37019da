using Edge.Runtime.Model;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Tests.Search;

/// <summary>
/// A test function in place of a recogniser: the error grows with every lost bit, more in some layers than in others, and
/// differs between three subsets. It says nothing about real speech.
/// </summary>
public sealed class AnalyticEvaluator(Action<int>? beforeEach = null) : IErrorEvaluator
{
    private int _calls;

    public int Calls => _calls;

    public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation)
    {
        beforeEach?.Invoke(Interlocked.Increment(ref _calls));
        cancellation.ThrowIfCancellationRequested();
        double weights = 0;
        double activations = 0;
        for (int i = 0; i < plan.Layers.Count; i++)
        {
            weights += Loss(plan.Layers[i].WeightBits) / (i + 1);
            activations += (Loss(plan.Layers[i].ActivationBits) + (1 - Updated(plan.Layers[i]))) / (i + 2);
        }

        return new ErrorMeasurement([20 + weights + activations, 19 + (1.5 * weights) + activations, 21 + weights + (0.5 * activations)], Fractions(plan));
    }

    /// <summary>The higher the threshold the fewer inputs are transmitted.</summary>
    public static double Updated(LayerPrecision layer) => layer.DeltaThreshold is int threshold ? 1.0 / (1 + (threshold * 2.0 / layer.ActivationBits)) : 1;

    private static double[] Fractions(PrecisionPlan plan) => plan.Layers[0].DeltaThreshold is null ? [] : [.. plan.Layers.Select(Updated)];

    private static double Loss(int bits) => bits switch
    {
        2 => 2,
        4 => 0.5,
        8 => 0.1,
        _ => 0,
    };
}
