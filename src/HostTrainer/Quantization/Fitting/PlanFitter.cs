using Edge.Runtime.Model;

using HostTrainer.Training.Checkpoints;

namespace HostTrainer.Quantization.Fitting;

/// <summary>
/// Fits a model to one plan on calibration speech, matrix by matrix in data-path order: each matrix sees what the already quantised ones before it make of the
/// speech, and is chosen so that its output comes nearest to the float network's.
/// </summary>
public static class PlanFitter
{
    /// <summary>Fits.</summary>
    /// <param name="model">The model; its master is the float reference.</param>
    /// <param name="plan">Precisions, one scale per row.</param>
    /// <param name="speech">Network inputs of calibration utterances, [frame x input].</param>
    /// <param name="options">What may change.</param>
    /// <param name="cancellation">Stops between matrices.</param>
    /// <returns>The model with prepared codes and other biases, not yet saved: its hash is still that of the model it came from.</returns>
    public static RecognizerModel Fit(
        RecognizerModel model, PrecisionPlan plan, IReadOnlyList<float[]> speech, FittingOptions options, CancellationToken cancellation = default)
    {
        using FloatModel master = ModelExporter.ToFloat(model);
        using LayerwiseNetwork reference = new(master, speech), quantized = new(master, speech);
        IReadOnlyList<MatrixShape> shapes = model.Topology.Matrices();
        RecognizerModel fitted = model;
        for (int i = 0; i < shapes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            LayerPrecision precision = plan.Layers[i];
            string weight = $"{shapes[i].Name}.weight";
            if (precision.ActivationBits < 16)
            {
                double step = fitted.Calibration.Layers[i].ActivationStep(precision.ActivationBits);
                ActivationRounding.Apply(quantized.Input, quantized.Input, step, precision.ActivationBits);
            }

            float[] target = reference.Tensor(weight).ToArray();
            InputMoments moments = InputMoments.Measure(quantized, reference);
            if (options.Codes && precision.WeightBits < 16)
            {
                fitted = ModelParts.WithCodes(fitted, shapes[i].Name, new MatrixFitter(model.Topology, shapes[i], moments).Fit(target, precision.WeightBits));
            }

            QuantizedMatrix matrix = fitted.Quantize(i, precision.WeightBits, plan.PerMatrixScale);
            ModelParts.Decode(matrix, quantized.Tensor(weight));
            if (options.Biases)
            {
                fitted = WithBiases(fitted, shapes[i], moments, target, reference, quantized);
            }

            if (i < shapes.Count - 1)
            {
                reference.Advance();
                quantized.Advance();
            }
        }

        return fitted;
    }

    /// <summary>b + w y - v x in the mean, with w and y of the float network, v and x of the quantised one.</summary>
    private static RecognizerModel WithBiases(
        RecognizerModel model, MatrixShape shape, InputMoments moments, float[] weights, LayerwiseNetwork reference, LayerwiseNetwork quantized)
    {
        string name = $"{shape.Name}.bias";
        if (!model.Masters.ContainsKey(name))
        {
            return model;
        }

        ReadOnlySpan<float> codes = quantized.Tensor($"{shape.Name}.weight");
        Span<float> bias = quantized.Tensor(name);
        for (int row = 0; row < shape.Rows; row++)
        {
            if (BiasPlace.Of(model.Topology, shape, row) is { } place)
            {
                double change = 0;
                for (int i = 0; i < shape.Columns; i++)
                {
                    int at = (row * shape.Columns) + i;
                    change += (weights[at] * moments.FloatMean[i]) - (codes[at] * moments.Mean[i]);
                }

                bias[place] = reference.Tensor(name)[place] + (float)change;
            }
        }

        return ModelParts.WithBias(model, name, bias);
    }
}
