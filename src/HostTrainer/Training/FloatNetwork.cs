using Edge.Runtime.Model;

using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training;

/// <summary>
/// Inference with the trainer's own forward pass in float32: the reference quantised engines are compared with. Not thread-safe; parameters may be
/// shared between instances.
/// </summary>
public sealed class FloatNetwork : IDisposable
{
    private readonly NetworkPass _pass;
    private readonly SequenceBatch _batch;
    private readonly AlignedBuffer _parameters;

    /// <summary>Creates a network on parameters that outlive it.</summary>
    /// <param name="topology">Shape of the network.</param>
    /// <param name="parameters">Flat parameters in the layout without batch normalisation.</param>
    /// <param name="rounding">Rounds the inputs of matrices as a plan does; null for plain floats.</param>
    public FloatNetwork(NetworkTopology topology, AlignedBuffer parameters, ActivationRounding? rounding = null)
    {
        Topology = topology;
        _parameters = parameters;
        _pass = new NetworkPass(new ParameterLayout(topology), rounding);
        _batch = new SequenceBatch(topology.InputSize);
    }

    /// <summary>Creates a network on a loaded model, which must outlive it.</summary>
    public FloatNetwork(FloatModel model)
        : this(model.Topology, model.Parameters)
    {
    }

    /// <summary>Shape of the network.</summary>
    public NetworkTopology Topology { get; }

    /// <summary>Logits of a whole utterance that starts with a cleared state.</summary>
    /// <param name="features">
    /// Normalised, stacked features (1 is one standard deviation), row-major [frames, inputs]. The prediction for frame t is in row
    /// t + delay of the result: append <see cref="NetworkTopology.OutputDelay"/> rows of zeros to read the last ones.
    /// </param>
    /// <param name="frames">Number of rows, at least 1.</param>
    /// <returns>Row-major [frames, outputs]; valid until the next call.</returns>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> features, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, frames * Topology.InputSize);
        _batch.Reset(frames);
        features.CopyTo(_batch.InputOf(0));
        return Forward(_batch);
    }

    /// <summary>Logits of a batch of utterances, row-major; valid until the next call.</summary>
    public ReadOnlySpan<float> Forward(SequenceBatch batch)
    {
        _pass.Forward(_parameters, batch);
        return _pass.Logits;
    }

    /// <summary>What a recurrent layer computed in the last forward pass.</summary>
    internal LayerActivations ActivationsOf(int layer) => _pass.ActivationsOf(layer);

    /// <summary>The vectors that entered a matrix in the last forward pass, before rounding; in any order.</summary>
    /// <param name="matrix">A matrix of <see cref="Topology"/>.</param>
    internal ReadOnlySpan<float> InputOf(MatrixShape matrix) => _pass.InputOf(matrix);

    /// <inheritdoc/>
    public void Dispose()
    {
        _pass.Dispose();
        _batch.Dispose();
    }
}
