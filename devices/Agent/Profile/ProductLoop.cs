using System.Diagnostics;

using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Telemetry.Profiles;

namespace Agent.Profile;

/// <summary>The matrix products of a network's step, one after the other as in the step, each timed by itself.</summary>
internal sealed class ProductLoop
{
    private readonly MatrixProduct[] _products;
    private readonly CodeFrames[] _inputs;
    private readonly long[] _marks;
    private readonly List<double>[] _microseconds;

    /// <summary>Products at the start of a stream.</summary>
    /// <param name="network">Weights of 2 to 16 bits, activations of 8 or 16.</param>
    /// <param name="updatedFraction">Share of inputs that change, the products skipping the others; null for dense products.</param>
    public ProductLoop(QuantizedNetwork network, double? updatedFraction)
    {
        (Network, UpdatedFraction) = (network, updatedFraction);
        long bytes = network.Layers.Sum(l => l.Matrix.PackedBytes);
        int? threshold = updatedFraction is null ? null : 0;
        _products = [.. network.Layers.Select(l => new MatrixProduct(l.Matrix, l.Precision.ActivationBits, threshold, network.Kernels, bytes))];
        _inputs = [.. network.Layers.Select((l, i) => new CodeFrames(
            l.Matrix.Columns, l.Precision.ActivationBits, (int)Math.Round((updatedFraction ?? 1) * l.Matrix.Columns), i))];
        _marks = new long[_products.Length + 1];
        _microseconds = [.. _products.Select(_ => new List<double>())];
    }

    /// <summary>The network.</summary>
    public QuantizedNetwork Network { get; }

    /// <summary>Share of inputs that change, or null for dense products.</summary>
    public double? UpdatedFraction { get; }

    /// <summary>Updated fraction above which the products are dense anyway, or null for dense products.</summary>
    public double? DenseAbove => UpdatedFraction is null
        ? null
        : _products.Zip(Network.Layers, (product, layer) => Math.Round((double)product.MostChanges / layer.Matrix.Columns, 2)).Max();

    /// <summary>One step without taking its times.</summary>
    public void Run()
    {
        _marks[0] = Stopwatch.GetTimestamp();
        for (int i = 0; i < _products.Length; i++)
        {
            _products[i].Compute(_inputs[i].Next());
            _marks[i + 1] = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>One step whose times count.</summary>
    public void RunTimed()
    {
        Run();
        for (int i = 0; i < _products.Length; i++)
        {
            _microseconds[i].Add((_marks[i + 1] - _marks[i]) * 1e6 / Stopwatch.Frequency);
        }
    }

    /// <summary>Times of each product since the last call.</summary>
    public ProfileTime[] TakeTimes()
    {
        ProfileTime[] times = [.. _microseconds.Select(ProfileTimes.Of)];
        Array.ForEach(_microseconds, m => m.Clear());
        return times;
    }
}
