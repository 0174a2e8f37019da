using Edge.Runtime.Features;
using Edge.Runtime.Model;

namespace Edge.Runtime.Tests.Cells;

/// <summary>A network's equations in double precision, written for reading: what the integers must follow.</summary>
internal static class ReferenceNetwork
{
    public static double[] Run(RecognizerModel model, short[] inputs)
    {
        NetworkTopology topology = model.Topology;
        int frames = inputs.Length / topology.InputSize;
        double[][] x = [.. Enumerable.Range(0, frames).Select(t => inputs.Skip(t * topology.InputSize).Take(topology.InputSize)
            .Select(v => Math.ScaleB(v, -StreamNormalizer.FractionBits)).ToArray())];
        for (int layer = 0; layer < topology.Layers; layer++)
        {
            x = topology.IsGated ? ReferenceGated.Layer(model, layer, x) : ReferenceSru.Layer(model, layer, x);
        }

        return [.. x.SelectMany(h => LogSoftmax(Add(Multiply(model, "FC", h), Real(model, "FC.bias", TestModels.WeightFractionBits))))];
    }

    public static double[] Multiply(RecognizerModel model, string name, double[] x)
    {
        double[] w = Real(model, $"{name}.weight", TestModels.WeightFractionBits);
        return [.. Enumerable.Range(0, w.Length / x.Length).Select(row => Enumerable.Range(0, x.Length).Sum(i => w[(row * x.Length) + i] * x[i]))];
    }

    public static double[] Real(RecognizerModel model, string name, int fractionBits) =>
        [.. model.Masters[name].Select(m => Math.ScaleB(m, -fractionBits))];

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (p, q) => p + q)];

    private static double[] LogSoftmax(double[] logits)
    {
        double sum = Math.Log(logits.Sum(Math.Exp));
        return [.. logits.Select(l => (l - sum) / Math.Log(2))];
    }
}
