using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>
/// One direction of an LSTM, GRU or Li-GRU layer: streams remember their last output, and the cell state of LSTM. A step multiplies the last outputs
/// by the gates' matrix, then them (GRU: times the reset gates) by the candidate's, then combines element by element.
/// </summary>
internal sealed unsafe class GatedRecurrence : LayerRecurrence
{
    private readonly GatedLayer _layer;
    private readonly int _direction;
    private readonly IRecurrentProduct _gates;
    private readonly IRecurrentProduct _candidate;
    private readonly AlignedBuffer<short> _outputs;
    private readonly AlignedBuffer<short> _states;
    private readonly AlignedBuffer<short> _vectors;
    private readonly AlignedBuffer<short> _gateProducts;
    private readonly AlignedBuffer<short> _candidateProducts;

    /// <summary>Streams at their start.</summary>
    /// <param name="layer">Vectors of the layer.</param>
    /// <param name="direction">0 forward, 1 backward.</param>
    /// <param name="streams">Number of streams.</param>
    /// <param name="gates">Product of h.</param>
    /// <param name="candidate">Product of c.</param>
    public GatedRecurrence(GatedLayer layer, int direction, int streams, IRecurrentProduct gates, IRecurrentProduct candidate)
    {
        (_layer, _direction, _gates, _candidate) = (layer, direction, gates, candidate);
        int length = streams * layer.Units;
        _outputs = new AlignedBuffer<short>(length);
        _states = new AlignedBuffer<short>(length);
        _vectors = new AlignedBuffer<short>(length);
        _gateProducts = new AlignedBuffer<short>(length * (layer.Gates - 1));
        _candidateProducts = new AlignedBuffer<short>(length);
    }

    /// <inheritdoc/>
    public override void Reset(int stream)
    {
        Of(_outputs, stream).Clear();
        Of(_states, stream).Clear();
    }

    /// <inheritdoc/>
    public override void CopyFrom(LayerRecurrence other)
    {
        GatedRecurrence source = (GatedRecurrence)other;
        source._outputs.Span.CopyTo(_outputs.Span);
        source._states.Span.CopyTo(_states.Span);
    }

    /// <inheritdoc/>
    public override void Step(ReadOnlySpan<int> streams, ReadOnlySpan<short> products, ReadOnlySpan<short> below, Span<short> outputs)
    {
        Step(VectorPaths.Best, streams, products, outputs);
    }

    /// <summary>As above, by a form of the element-wise code that this machine supports.</summary>
    internal void Step(VectorPath path, ReadOnlySpan<int> streams, ReadOnlySpan<short> products, Span<short> outputs)
    {
        int units = _layer.Units, count = streams.Length * units, gates = units * _layer.Gates;
        ArgumentOutOfRangeException.ThrowIfLessThan(products.Length, streams.Length * gates);
        for (int i = 0; i < streams.Length; i++)
        {
            Of(_outputs, streams[i]).CopyTo(Of(_vectors, i));
        }

        _gates.Multiply(_vectors.Span[..count], streams.Length, _gateProducts.Span[..(streams.Length * (gates - units))]);
        fixed (short* input = products, bias = _layer.Bias)
        {
            if (_layer.Cell == CellKind.Gru)
            {
                for (int i = 0; i < streams.Length; i++)
                {
                    GatedFrame frame = Frame(i, streams[i], input, bias);
                    frame.Output = _vectors.Pointer + (i * units);
                    GatedStep<GruReset>.Run(path, frame);
                }
            }

            _candidate.Multiply(_vectors.Span[..count], streams.Length, _candidateProducts.Span[..count]);
            for (int i = 0; i < streams.Length; i++)
            {
                Combine(path, Frame(i, streams[i], input, bias));
                Of(_outputs, streams[i]).CopyTo(outputs.Slice(i * units, units));
            }
        }

        GC.KeepAlive(this);
    }

    private void Combine(VectorPath path, in GatedFrame frame)
    {
        switch (_layer.Cell)
        {
            case CellKind.Lstm:
                GatedStep<LstmStep>.Run(path, frame);
                break;
            case CellKind.Gru:
                GatedStep<GruStep>.Run(path, frame);
                break;
            default:
                GatedStep<LiGruStep>.Run(path, frame);
                break;
        }
    }

    /// <summary>Addresses of the vectors of a stream.</summary>
    /// <param name="place">Its place among the streams of this step.</param>
    /// <param name="stream">Its number.</param>
    /// <param name="input">Products of the layer's input.</param>
    /// <param name="bias">Biases of the layer.</param>
    private GatedFrame Frame(int place, int stream, short* input, short* bias)
    {
        int units = _layer.Units, gates = units * _layer.Gates;
        return new GatedFrame
        {
            Units = units,
            Input = input + ((long)place * gates),
            Bias = bias + ((long)_direction * gates),
            Recurrent = _gateProducts.Pointer + ((long)place * (gates - units)),
            Candidate = _candidateProducts.Pointer + (place * units),
            Previous = _outputs.Pointer + (stream * units),
            State = _states.Pointer + (stream * units),
            Output = _outputs.Pointer + (stream * units),
            StateFractionBits = _layer.StateFractionBits,
            Table = GateTable.Pointer,
        };
    }

    private Span<short> Of(AlignedBuffer<short> vectors, int stream) => vectors.Span.Slice(stream * _layer.Units, _layer.Units);
}
