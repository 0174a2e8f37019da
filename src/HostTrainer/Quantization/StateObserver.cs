using Edge.Runtime.Model;

using HostTrainer.Training.Network;

namespace HostTrainer.Quantization;

/// <summary>Finds what a recurrent layer keeps in its state format, whose range calibration has to cover.</summary>
internal static class StateObserver
{
    /// <summary>Adds what a layer computed over an utterance.</summary>
    public static void Observe(NetworkTopology topology, LayerActivations activations, ActivationStatistics statistics)
    {
        switch (topology.Cell)
        {
            case CellKind.Sru:
                ObserveSru(topology, (SruActivations)activations, statistics);
                break;
            case CellKind.Lstm:
                statistics.AddState(activations.Layer, ((GatedActivations)activations).Cell.Span);
                break;
            case CellKind.LiGru:
                ObserveLiGru(topology, (GatedActivations)activations, statistics);
                break;
            default:
                // The output of GRU lies in -1 to 1.
                break;
        }
    }

    /// <summary>Output, cell state, candidates and, in layer 0, highway inputs.</summary>
    private static void ObserveSru(NetworkTopology topology, SruActivations activations, ActivationStatistics statistics)
    {
        int subMatrices = NetworkTopology.SubMatrices(activations.Layer);
        statistics.AddState(activations.Layer, activations.Output.Span);
        statistics.AddState(activations.Layer, activations.Cell.Span);
        AddBlocks(topology, activations.Layer, activations.Products.Span, block => block % subMatrices is 0 or 3, statistics);
    }

    /// <summary>Output and the input's part of candidates; the whole candidate saturates.</summary>
    private static void ObserveLiGru(NetworkTopology topology, GatedActivations activations, ActivationStatistics statistics)
    {
        statistics.AddState(activations.Layer, activations.Output.Span);
        AddBlocks(topology, activations.Layer, activations.Inputs.Span, block => block % topology.Gates == topology.Gates - 1, statistics);
    }

    private static void AddBlocks(
        NetworkTopology topology, int layer, ReadOnlySpan<float> products, Func<int, bool> counts, ActivationStatistics statistics)
    {
        for (int at = 0, block = 0; at < products.Length; at += topology.Hidden, block++)
        {
            if (counts(block))
            {
                statistics.AddState(layer, products.Slice(at, topology.Hidden));
            }
        }
    }
}
