using System.Numerics.Tensors;

namespace Bench.Elementwise;

/// <summary>The same work as <see cref="FusedGates"/> in floats, written as a chain of <see cref="TensorPrimitives"/> calls.</summary>
internal sealed class TensorGates
{
    private const float CodesPerUnit = 127 / 3f;

    private readonly int _units;
    private readonly int[] _accumulators;
    private readonly float[] _scales;
    private readonly float[] _products;
    private readonly float[] _recurrent;
    private readonly float[] _bias;
    private readonly float[] _state;
    private readonly float[] _bothStates;
    private readonly float[] _gates;
    private readonly float[] _work;
    private readonly sbyte[] _codes;

    public TensorGates(int units)
    {
        Random random = new(3);
        _units = units;
        _accumulators = [.. Enumerable.Range(0, 4 * units).Select(_ => random.Next(-200_000, 200_000))];
        _scales = [.. Enumerable.Repeat(1e-5f, 4 * units)];
        _products = new float[4 * units];
        _recurrent = [.. Enumerable.Range(0, 2 * units).Select(_ => random.NextSingle() - 0.5f)];
        _bias = [.. Enumerable.Range(0, 2 * units).Select(_ => random.NextSingle() - 0.5f)];
        _state = new float[units];
        _bothStates = new float[2 * units];
        _gates = new float[2 * units];
        _work = new float[units];
        _codes = new sbyte[units];
    }

    public void Run()
    {
        TensorPrimitives.ConvertChecked<int, float>(_accumulators, _products);
        TensorPrimitives.Multiply<float>(_products, _scales, _products);
        RunGates();
        TensorPrimitives.Multiply(_work, CodesPerUnit, _work);
        TensorPrimitives.ConvertSaturating<float, sbyte>(_work, _codes);
    }

    /// <summary>The gates alone: from products to the layer's output.</summary>
    public void RunGates()
    {
        Span<float> forget = _gates.AsSpan(0, _units), reset = _gates.AsSpan(_units);
        ReadOnlySpan<float> candidate = _products.AsSpan(0, _units), highway = _products.AsSpan(3 * _units);
        _state.CopyTo(_bothStates, 0);
        _state.CopyTo(_bothStates, _units);
        TensorPrimitives.MultiplyAdd<float>(_bothStates, _recurrent, _products.AsSpan(_units, 2 * _units), _gates);
        TensorPrimitives.Add<float>(_gates, _bias, _gates);
        TensorPrimitives.Sigmoid<float>(_gates, _gates);
        TensorPrimitives.Subtract(_state, candidate, _work);
        TensorPrimitives.MultiplyAdd(_work, forget, candidate, _state);
        TensorPrimitives.Subtract(_state, highway, _work);
        TensorPrimitives.MultiplyAdd(_work, reset, highway, _work);
    }
}
