using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Tests.Cells;

/// <summary>The equations of an SRU layer with the projection in front of it.</summary>
internal static class ReferenceSru
{
    public static double[][] Layer(RecognizerModel model, int layer, double[][] below)
    {
        NetworkTopology topology = model.Topology;
        int n = topology.Hidden, k = NetworkTopology.SubMatrices(layer), all = topology.LayerOutput;
        double[] v = ReferenceNetwork.Real(model, $"L{layer}.recurrent", TestModels.WeightFractionBits);
        double[] b = ReferenceNetwork.Real(model, $"L{layer}.bias", GateSigmoid.InputFractionBits);
        double[][] u = [.. below.Select(h => ReferenceNetwork.Multiply(model, $"L{layer}", layer == 0 ? h : ReferenceNetwork.Multiply(model, $"Pr{layer}", h)))];
        double[][] output = [.. below.Select(_ => new double[all])];
        for (int direction = 0; direction < topology.Directions; direction++)
        {
            double[] c = new double[n];
            for (int step = 0; step < below.Length; step++)
            {
                int t = direction == 0 ? step : below.Length - 1 - step;
                for (int j = 0; j < n; j++)
                {
                    int row = (direction * k * n) + j, at = (direction * n) + j;
                    double f = ReferenceNetwork.Sigmoid(u[t][row + n] + (v[at] * c[j]) + b[at]);
                    double r = ReferenceNetwork.Sigmoid(u[t][row + (2 * n)] + (v[all + at] * c[j]) + b[all + at]);
                    double skip = layer == 0 ? u[t][row + (3 * n)] : NetworkTopology.SkipScale * below[t][at];
                    c[j] = (f * c[j]) + ((1 - f) * u[t][row]);
                    output[t][at] = (r * c[j]) + ((1 - r) * skip);
                }
            }
        }

        return output;
    }
}
