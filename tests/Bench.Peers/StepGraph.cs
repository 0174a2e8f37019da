using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Bench.Peers;

/// <summary>
/// One streaming step of a model as an ONNX graph on the equations of the engine's recurrence: inputs x and c0, c1, ...; outputs y (natural logarithms
/// of the posteriors) and co0, co1, ....
/// </summary>
internal static class StepGraph
{
    /// <summary>The model file.</summary>
    /// <param name="model">A unidirectional model.</param>
    /// <param name="precision">How weights are held.</param>
    public static byte[] Build(RecognizerModel model, PeerPrecision precision)
    {
        OnnxGraph graph = new();
        PeerMatrix matrix = new(graph, precision);
        IReadOnlyList<MatrixShape> shapes = model.Topology.Matrices();
        string Product(string value, int index) => matrix.Multiply(
            value,
            Floats(model.Masters[$"{shapes[index].Name}.weight"], model.Calibration.Layers[index].WeightFractionBits),
            shapes[index].Rows,
            shapes[index].Columns);

        string below = graph.Input("x", model.Topology.InputSize);
        for (int layer = 0; layer < model.Topology.Layers; layer++)
        {
            string projected = layer == 0 ? below : Product(below, (2 * layer) - 1);
            below = Recurrence(graph, model, layer, Product(projected, 2 * layer), below);
        }

        string bias = graph.Floats(Floats(model.Masters["FC.bias"], model.Calibration.OutputBiasFractionBits), model.Topology.Outputs);
        string logits = graph.Node("Add", Product(below, shapes.Count - 1), bias);
        graph.Output(graph.Node("LogSoftmax", logits), "y", model.Topology.Outputs);
        return graph.ToModel();
    }

    /// <summary>f and r = sigmoid(u + v c + b), c' = u0 + f (c - u0), h = s + r (c' - s) with the highway input s.</summary>
    private static string Recurrence(OnnxGraph graph, RecognizerModel model, int layer, string products, string below)
    {
        int units = model.Topology.Hidden;
        string state = graph.Input($"c{layer}", units);
        string[] parts = layer == 0 ? graph.Split(products, units, 2 * units, units) : graph.Split(products, units, 2 * units);
        string recurrent = graph.Floats(
            Floats(model.Masters[$"L{layer}.recurrent"], model.Calibration.Cells[layer].RecurrentFractionBits), 1, 2 * units);
        string bias = graph.Floats(Floats(model.Masters[$"L{layer}.bias"], GateSigmoid.InputFractionBits), 1, 2 * units);
        string peephole = graph.Node("Add", graph.Node("Mul", graph.Concat(state, state), recurrent), bias);
        string[] gates = graph.Split(graph.Node("Sigmoid", graph.Node("Add", parts[1], peephole)), units, units);

        string next = graph.Node("Add", parts[0], graph.Node("Mul", gates[0], graph.Node("Sub", state, parts[0])));
        string skip = layer == 0 ? parts[2] : graph.Node("Mul", below, graph.Floats([(float)NetworkTopology.SkipScale], 1));
        graph.Output(next, $"co{layer}", units);
        return graph.Node("Add", skip, graph.Node("Mul", gates[1], graph.Node("Sub", next, skip)));
    }

    private static float[] Floats(short[] codes, int fractionBits)
    {
        float unit = MathF.ScaleB(1, -fractionBits);
        return [.. codes.Select(c => c * unit)];
    }
}
