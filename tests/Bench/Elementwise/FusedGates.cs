using Edge.Runtime.Cells;
using Edge.Runtime.Numerics;

namespace Bench.Elementwise;

/// <summary>
/// What stands between two products in the engine: accumulators of the four sub-matrices are requantised, the gates computed, and the
/// output brought to 8-bit codes.
/// </summary>
internal sealed class FusedGates
{
    private const int SubMatrices = 4;
    private const int StateFractionBits = 11;
    private const double CodeStep = 3.0 / 127;

    private readonly Requantizer _requantizer;
    private readonly ActivationQuantizer _quantizer = new(StateFractionBits, CodeStep, 8, "benchmark");
    private readonly SruGates _gates;
    private readonly int[] _accumulators;
    private readonly short[] _products;
    private readonly short[] _state;
    private readonly short[] _output;
    private readonly short[] _codes;

    public FusedGates(int units)
    {
        Random random = new(3);
        double[] ratios = new double[SubMatrices * units];
        Array.Fill(ratios, 1.0 / 100);
        _requantizer = new Requantizer(ratios, short.MinValue, short.MaxValue, "benchmark");
        _accumulators = [.. Enumerable.Range(0, SubMatrices * units).Select(_ => random.Next(-200_000, 200_000))];
        (int multiplier, byte shift) = Requantizer.Decompose(1, "benchmark");
        short[] Vector(int largest) => [.. Enumerable.Range(0, units).Select(_ => (short)random.Next(-largest, largest))];
        _gates = new SruGates(Vector(8000), Vector(8000), Vector(1000), Vector(1000), 14 + StateFractionBits - GateSigmoid.InputFractionBits, multiplier, shift);
        _products = new short[SubMatrices * units];
        _state = new short[units];
        _output = new short[units];
        _codes = new short[units];
    }

    /// <summary>All three parts.</summary>
    public void Run()
    {
        _requantizer.Apply(_accumulators, _products);
        RunGates();
        _quantizer.Apply(_output, _codes);
    }

    /// <summary>The gates alone.</summary>
    public void RunGates() => SruCell.Step(_products, [], _gates, 0, _state, _output);

    /// <summary>Requantisation alone.</summary>
    public void RunRequantizer() => _requantizer.Apply(_accumulators, _products);
}
