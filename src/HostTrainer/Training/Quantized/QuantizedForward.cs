using Edge.Runtime.Model;

using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Quantized;

/// <summary>
/// What stands between the float master and the forward pass when a network is trained for a precision plan (BinaryConnect, Courbariaux et al. 2015; MOHAQ's beacons):
/// the pass runs on quantised weights and rounded activations, its gradients go to the master unchanged. Not thread-safe, but for <see cref="Activations"/>.
/// </summary>
public sealed class QuantizedForward : IDisposable
{
    private readonly WeightRounding _rounding;
    private readonly AlignedBuffer _weights;
    private readonly ParallelOptions _parallel;

    /// <summary>Prepares for a plan.</summary>
    /// <param name="topology">The network.</param>
    /// <param name="calibration">Clipping thresholds and 16-bit formats of the activations.</param>
    /// <param name="layers">Precision of every matrix, in data-path order.</param>
    /// <param name="perMatrixScale">One step per matrix instead of one per row.</param>
    /// <param name="threads">Threads to use; does not change the result.</param>
    public QuantizedForward(
        NetworkTopology topology, CalibrationRecord calibration, IReadOnlyList<LayerPrecision> layers, bool perMatrixScale, int threads)
    {
        ParameterLayout layout = new(topology);
        Activations = new ActivationRounding(layers, calibration);
        _rounding = new WeightRounding(layout, layers, calibration, perMatrixScale);
        _weights = new AlignedBuffer(layout.Length);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
    }

    /// <summary>Rounds what enters the matrices.</summary>
    public ActivationRounding Activations { get; }

    /// <summary>The weights to compute with.</summary>
    /// <param name="master">Float weights.</param>
    /// <returns>Their quantised values; valid until the next call.</returns>
    public AlignedBuffer Weights(AlignedBuffer master)
    {
        _rounding.Apply(master, _weights, _parallel);
        return _weights;
    }

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();
}
