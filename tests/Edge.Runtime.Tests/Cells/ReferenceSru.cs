using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Tests.Cells;

/// <summary>The network's equations in double precision, written for reading: what the integers must follow.</summary>
internal static class ReferenceSru
{
    public static double[] Run(RecognizerModel model, short[] inputs)
    {
        NetworkTopology topology = model.Topology;
        int frames = inputs.Length / topology.InputSize;
        double[][] x = [.. Enumerable.Range(0, frames).Select(t => inputs.Skip(t * topology.InputSize).Take(topology.InputSize)
            .Select(v => Math.ScaleB(v, -StreamNormalizer.FractionBits)).ToArray())];
        for (int layer = 0; layer < topology.Layers; layer++)
        {
            x = Layer(model, layer, x);
        }

        return [.. x.SelectMany(h => LogSoftmax(Add(Multiply(model, "FC", h), Real(model, "FC.bias", TestModels.WeightFractionBits))))];
    }

    private static double[][] Layer(RecognizerModel model, int layer, double[][] below)
    {
        NetworkTopology topology = model.Topology;
        int n = topology.Hidden, k = NetworkTopology.SubMatrices(layer), all = topology.LayerOutput;
        double[] v = Real(model, $"L{layer}.recurrent", TestModels.WeightFractionBits), b = Real(model, $"L{layer}.bias", GateSigmoid.InputFractionBits);
        double[][] u = [.. below.Select(h => Multiply(model, $"L{layer}", layer == 0 ? h : Multiply(model, $"Pr{layer}", h)))];
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
                    double f = Sigmoid(u[t][row + n] + (v[at] * c[j]) + b[at]);
                    double r = Sigmoid(u[t][row + (2 * n)] + (v[all + at] * c[j]) + b[all + at]);
                    double skip = layer == 0 ? u[t][row + (3 * n)] : NetworkTopology.SkipScale * below[t][at];
                    c[j] = (f * c[j]) + ((1 - f) * u[t][row]);
                    output[t][at] = (r * c[j]) + ((1 - r) * skip);
                }
            }
        }

        return output;
    }

    private static double[] Multiply(RecognizerModel model, string name, double[] x)
    {
        double[] w = Real(model, $"{name}.weight", TestModels.WeightFractionBits);
        return [.. Enumerable.Range(0, w.Length / x.Length).Select(row => Enumerable.Range(0, x.Length).Sum(i => w[(row * x.Length) + i] * x[i]))];
    }

    private static double[] Real(RecognizerModel model, string name, int fractionBits) =>
        [.. model.Masters[name].Select(m => Math.ScaleB(m, -fractionBits))];

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (p, q) => p + q)];

    private static double[] LogSoftmax(double[] logits)
    {
        double sum = Math.Log(logits.Sum(Math.Exp));
        return [.. logits.Select(l => (l - sum) / Math.Log(2))];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
