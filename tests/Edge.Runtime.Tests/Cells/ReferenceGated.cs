using Edge.Runtime.Model;

namespace Edge.Runtime.Tests.Cells;

/// <summary>The equations of LSTM, GRU and Li-GRU.</summary>
internal static class ReferenceGated
{
    public static double[][] Layer(RecognizerModel model, int layer, double[][] below)
    {
        NetworkTopology topology = model.Topology;
        int n = topology.Hidden, gates = topology.Gates;
        CellCalibration formats = model.Calibration.Cells[layer];
        double[] bias = [.. model.Masters[$"x{layer}.bias"].Select((b, row) => Math.ScaleB(b, -CellFormats.InputRow(topology, layer, formats, row)))];
        double[][] input = [.. below.Select(x => ReferenceNetwork.Multiply(model, $"x{layer}", x).Zip(bias, (a, b) => a + b).ToArray())];
        double[][] output = [.. below.Select(_ => new double[topology.LayerOutput])];
        for (int direction = 0; direction < topology.Directions; direction++)
        {
            double[] h = new double[n], c = new double[n];
            for (int step = 0; step < below.Length; step++)
            {
                int t = direction == 0 ? step : below.Length - 1 - step;
                double[] Rows(string name, double[] x, int blocks) =>
                    ReferenceNetwork.Multiply(model, name, x)[(direction * blocks * n)..((direction + 1) * blocks * n)];
                double[] own = Rows($"h{layer}", h, gates - 1), x = input[t][(direction * gates * n)..((direction + 1) * gates * n)];
                double Gate(int gate, int j) => ReferenceNetwork.Sigmoid(x[(gate * n) + j] + own[(gate * n) + j]);
                double[] offered = topology.Cell == CellKind.Gru ? [.. h.Select((v, j) => Gate(1, j) * v)] : h;
                double[] candidate = [.. Rows($"c{layer}", offered, 1).Select((v, j) => v + x[((gates - 1) * n) + j])];
                h = [.. Enumerable.Range(0, n).Select(j => Unit(topology.Cell, g => Gate(g, j), candidate[j], h[j], ref c[j]))];
                h.CopyTo(output[t], direction * n);
            }
        }

        return output;
    }

    private static double Unit(CellKind cell, Func<int, double> gate, double candidate, double previous, ref double state)
    {
        switch (cell)
        {
            case CellKind.Lstm:
                state = (gate(1) * state) + (gate(0) * Math.Tanh(candidate));
                return gate(2) * Math.Tanh(state);
            case CellKind.Gru:
                return (gate(0) * previous) + ((1 - gate(0)) * Math.Tanh(candidate));
            default:
                return (gate(0) * previous) + ((1 - gate(0)) * Math.Max(0, candidate));
        }
    }
}
