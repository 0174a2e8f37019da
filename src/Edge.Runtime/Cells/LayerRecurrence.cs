using Edge.Runtime.Model;

namespace Edge.Runtime.Cells;

/// <summary>
/// One direction of a recurrent layer through time, for one stream or several: what the streams remember, and the step. Allocates nothing after
/// construction.
/// </summary>
internal abstract class LayerRecurrence
{
    /// <summary>The recurrence of a layer.</summary>
    /// <param name="network">Shared weights.</param>
    /// <param name="layer">Recurrent layer.</param>
    /// <param name="direction">0 forward, 1 backward.</param>
    /// <param name="streams">Number of streams.</param>
    /// <param name="product">Gives the product of a matrix inside the recurrence by its index; not called for SRU, which has none.</param>
    public static LayerRecurrence Create(
        QuantizedNetwork network, int layer, int direction, int streams, Func<int, IRecurrentProduct> product)
    {
        NetworkTopology topology = network.Model.Topology;
        if (!topology.IsGated)
        {
            return new SruRecurrence(network.SruLayers[layer], topology.Hidden, direction, streams);
        }

        GatedLayer gated = network.GatedLayers[layer];
        return new GatedRecurrence(gated, direction, streams, product(gated.RecurrentIndex), product(gated.CandidateIndex));
    }

    /// <summary>Puts a stream back to its start.</summary>
    public abstract void Reset(int stream);

    /// <summary>Takes over what the streams of another recurrence of the same layer remember.</summary>
    public abstract void CopyFrom(LayerRecurrence other);

    /// <summary>Computes one frame of some streams.</summary>
    /// <param name="streams">Which streams, each at most once.</param>
    /// <param name="products">[stream x row of the direction]: requantised products of the layer's input.</param>
    /// <param name="below">[stream x unit]: output of the layer below at this direction's units; empty in layer 0.</param>
    /// <param name="outputs">Receives [stream x unit].</param>
    public abstract void Step(ReadOnlySpan<int> streams, ReadOnlySpan<short> products, ReadOnlySpan<short> below, Span<short> outputs);
}
