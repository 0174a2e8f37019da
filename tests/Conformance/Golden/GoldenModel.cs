using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

namespace Conformance.Golden;

/// <summary>Small networks with pseudo-random weights, made of integers only, so that anybody can make them again.</summary>
internal static class GoldenModel
{
    private const int WeightFractionBits = 14;
    private const int StateFractionBits = 12;
    private const int Outputs = 9;
    private const int Hidden = 32;
    private const int Projection = 18;
    private const int Layers = 3;
    private const int Delay = 2;
    private const int GatedLayers = 2;

    /// <summary>Makes a model. Its hash is zeros until it is saved.</summary>
    public static RecognizerModel Create(bool bidirectional, CellKind cell = CellKind.Sru)
    {
        FeatureOptions features = new();
        bool gated = cell != CellKind.Sru;
        NetworkTopology topology = new(
            features.InputSize, Hidden, gated ? 0 : Projection, gated ? GatedLayers : Layers, bidirectional, Outputs, bidirectional ? 0 : Delay, cell);
        IntegerDraw draw = new((gated ? 10 * (ulong)cell : 0) + (bidirectional ? 2UL : 1UL));
        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] shape) in RecognizerModel.TensorShapes(topology))
        {
            // Three uniform draws averaged deviate by a third of their limit: rows of about unit gain.
            int limit = name.EndsWith("weight", StringComparison.Ordinal) ? (int)(60_000 / Math.Sqrt(shape[1])) : gated ? 900 : 6000;
            masters[name] = [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(_ => (short)draw.Around(limit))];
        }

        return new RecognizerModel(
            topology, features, Statistics(features), Decoder(draw), Calibration(topology), masters, new Dictionary<string, string> { ["made"] = "by the conformance tests" }, new string('0', 64));
    }

    /// <summary>
    /// The model with prepared codes in the first two matrices at 2, 4 and 8 bits, drawn and not fitted, so that nothing but the file can give them; the others are
    /// quantised from the master as ever.
    /// </summary>
    public static RecognizerModel CreatePrepared()
    {
        const int PreparedMatrices = 2;
        RecognizerModel model = Create(bidirectional: false);
        IntegerDraw draw = new(3);
        Dictionary<(string, int), QuantizedMatrix> prepared = [];
        foreach (MatrixShape shape in model.Topology.Matrices().Take(PreparedMatrices))
        {
            foreach (int bits in (int[])[2, 4, 8])
            {
                short[] codes = [.. Enumerable.Range(0, shape.Rows * shape.Columns).Select(_ => (short)draw.Around((1 << (bits - 1)) - 1))];
                double[] steps = [.. Enumerable.Range(0, shape.Rows).Select(r => Math.ScaleB(1 + (r % 3), -4 - bits))];
                prepared[(shape.Name, bits)] = new QuantizedMatrix(shape.Rows, shape.Columns, bits, codes, steps);
            }
        }

        return model with { Prepared = prepared };
    }

    private static CalibrationRecord Calibration(NetworkTopology topology)
    {
        CellCalibration cell = topology.Cell switch
        {
            CellKind.Sru => new(StateFractionBits, WeightFractionBits),
            CellKind.Gru => new(CellFormats.UnitFractionBits, 0),
            _ => new(StateFractionBits, 0),
        };

        // Outputs within -1 to 1 have half the thresholds.
        int output = CellFormats.Output(topology.Cell, cell);
        double range = output == CellFormats.UnitFractionBits ? 0.5 : 1;
        return new CalibrationRecord(
            [.. topology.Matrices().Select((m, i) => i == 0
                ? new LayerCalibration(m.Name, WeightFractionBits, StreamNormalizer.FractionBits, 0.75, 1.5, 2.625)
                : new LayerCalibration(m.Name, WeightFractionBits, output, 0.75 * range, 1.5 * range, 2.625 * range))],
            [.. Enumerable.Repeat(cell, topology.Layers)],
            WeightFractionBits);
    }

    private static FeatureStatistics Statistics(FeatureOptions features) => new(
        [.. Enumerable.Range(0, features.MelBands).Select(b => (short)(3000 + (40 * b)))],
        [.. Enumerable.Range(0, features.MelBands).Select(b => (short)(1400 + (10 * b)))]);

    private static DecoderModel Decoder(IntegerDraw draw)
    {
        int LogProbabilityNear(int bits) => (-bits << LogProbability.FractionBits) + draw.Around(1500);
        return new DecoderModel(
            DecoderModel.CurrentSchema,
            [.. Enumerable.Range(0, Outputs).Select(p => $"p{p}")],
            [.. Enumerable.Range(0, Outputs).Select(_ => LogProbabilityNear(3))],
            [.. Enumerable.Range(0, Outputs + 1).Select(_ => Enumerable.Range(0, Outputs + 1).Select(_ => LogProbabilityNear(3)).ToArray())],
            [.. Enumerable.Range(0, Outputs).Select(p => 1 + (p % 3))],
            PriorScale: 96,
            InsertionPenalty: -700);
    }
}
