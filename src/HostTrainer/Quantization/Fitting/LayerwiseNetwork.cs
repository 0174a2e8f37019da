using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Evaluation;
using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Quantization.Fitting;

/// <summary>
/// A network that goes over all calibration speech one matrix at a time, in floats: the vectors entering the next matrix can be looked at and quantised, its
/// weights changed, before they are multiplied. Owns its parameters. Results do not depend on the number of threads.
/// </summary>
internal sealed unsafe class LayerwiseNetwork : IDisposable
{
    private readonly ParameterLayout _layout;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _below = new();
    private AlignedBuffer _input = new();
    private AlignedBuffer _next = new();
    private int _matrix;

    /// <summary>A network at its first matrix.</summary>
    /// <param name="model">Weights; they are copied.</param>
    /// <param name="speech">Network inputs of utterances, [frame x input], none empty.</param>
    /// <exception cref="EdgeException">The network has gated cells, whose recurrent matrices are multiplied step by step.</exception>
    public LayerwiseNetwork(FloatModel model, IReadOnlyList<float[]> speech)
    {
        if (model.Topology.IsGated)
        {
            throw new EdgeException(
                ExitCode.Usage, $"fitting codes to speech is for SRU networks, this has {model.Topology.Cell} cells", "quantize", "use --method mmse, or retrain for the plan");
        }

        _layout = new ParameterLayout(model.Topology);
        _parameters = new AlignedBuffer(_layout.Length);
        _parameters.CopyFrom(model.Parameters);
        Columns = model.Topology.InputSize;
        int[] offsets = new int[speech.Count + 1];
        for (int u = 0; u < speech.Count; u++)
        {
            offsets[u + 1] = checked(offsets[u] + (speech[u].Length / Columns));
        }

        Offsets = offsets;
        _input.Resize(checked(Frames * Columns));
        for (int u = 0; u < speech.Count; u++)
        {
            speech[u].CopyTo(_input.Span[(offsets[u] * Columns)..]);
        }
    }

    /// <summary>First frame of every utterance, and the number of frames at the end.</summary>
    public IReadOnlyList<int> Offsets { get; }

    /// <summary>Frames of all utterances.</summary>
    public int Frames => Offsets[^1];

    /// <summary>Elements of a vector entering the next matrix.</summary>
    public int Columns { get; private set; }

    /// <summary>Vectors entering the next matrix, [frame x column]. They may be changed.</summary>
    public Span<float> Input => _input.Span;

    /// <summary>Address of <see cref="Input"/>, valid until the next <see cref="Advance"/>.</summary>
    public float* InputPointer => _input.Pointer;

    /// <summary>A tensor of this network; it may be changed before the matrix is passed.</summary>
    public Span<float> Tensor(string name) => _parameters.Span.Slice(_layout[name].Offset, _layout[name].Length);

    /// <summary>Address of a tensor.</summary>
    public float* TensorPointer(string name) => _parameters.Pointer + _layout[name].Offset;

    /// <summary>Passes the next matrix, and the recurrence behind it if there is one. Must not be called for FC.</summary>
    public void Advance()
    {
        NetworkTopology topology = _layout.Topology;
        bool projection = _matrix % 2 == 1;
        int width = projection ? topology.Projection : topology.LayerOutput;
        _next.Resize(checked(Frames * width));
        WorkerPool.Run(Offsets.Count - 1, CancellationToken.None, () => new Worker(topology), (worker, u) =>
        {
            if (projection)
            {
                Multiply(worker.Gemm, u, $"Pr{(_matrix + 1) / 2}.weight", _next.Pointer + ((long)Offsets[u] * width));
            }
            else
            {
                Recur(worker, u, _matrix / 2);
            }
        });
        (_input, _next) = (_next, _input);
        Columns = width;
        if (!projection)
        {
            _below.Resize(_input.Length);
            _below.CopyFrom(_input);
        }

        _matrix++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[_parameters, _below, _input, _next])
        {
            buffer.Dispose();
        }
    }

    private void Multiply(Gemm gemm, int utterance, string weight, float* output) =>
        LinearMap.Apply(
            gemm, Offsets[utterance + 1] - Offsets[utterance], _input.Pointer + ((long)Offsets[utterance] * Columns), _parameters.Pointer, _layout[weight], output);

    private void Recur(Worker worker, int utterance, int layer)
    {
        NetworkTopology topology = _layout.Topology;
        int first = Offsets[utterance], frames = Offsets[utterance + 1] - first;
        int productColumns = topology.LayerOutput * NetworkTopology.SubMatrices(layer);
        worker.Resize(frames, productColumns, topology.LayerOutput);
        Multiply(worker.Gemm, utterance, $"L{layer}.weight", worker.Products.Pointer);
        for (int direction = 0; direction < topology.Directions; direction++)
        {
            RecurrenceData data = Bind(worker, layer, direction, productColumns, first);
            SruRecurrence.Forward(data, worker.Zero.Pointer, 0, frames, direction == 1);
        }
    }

    private RecurrenceData Bind(Worker worker, int layer, int direction, int productColumns, int firstFrame)
    {
        NetworkTopology topology = _layout.Topology;
        int hidden = topology.Hidden, width = topology.LayerOutput, units = direction * hidden;
        float* products = worker.Products.Pointer + (units * NetworkTopology.SubMatrices(layer));
        float* recurrent = TensorPointer($"L{layer}.recurrent") + units, bias = TensorPointer($"L{layer}.bias") + units;
        long at = ((long)firstFrame * width) + units;
        return new RecurrenceData
        {
            Units = hidden,
            ProductStride = productColumns,
            UnitStride = width,
            HighwayStride = layer == 0 ? productColumns : width,
            Products = products,
            Highway = layer == 0 ? products + (3 * hidden) : _below.Pointer + at,
            HighwayScale = layer == 0 ? 1f : (float)NetworkTopology.SkipScale,
            Forget = worker.Forget.Pointer + units,
            Reset = worker.Reset.Pointer + units,
            Cell = worker.Cell.Pointer + units,
            Output = _next.Pointer + at,
            ForgetRecurrent = recurrent,
            ResetRecurrent = recurrent + width,
            ForgetBias = bias,
            ResetBias = bias + width,
        };
    }

    /// <summary>Memory of one thread.</summary>
    private sealed class Worker(NetworkTopology topology)
    {
        public Gemm Gemm { get; } = new();

        public AlignedBuffer Products { get; } = new();

        public AlignedBuffer Forget { get; } = new();

        public AlignedBuffer Reset { get; } = new();

        public AlignedBuffer Cell { get; } = new();

        public AlignedBuffer Zero { get; } = new(topology.Hidden);

        public void Resize(int frames, int productColumns, int width)
        {
            Products.Resize(frames * productColumns);
            Forget.Resize(frames * width);
            Reset.Resize(frames * width);
            Cell.Resize(frames * width);
        }
    }
}
