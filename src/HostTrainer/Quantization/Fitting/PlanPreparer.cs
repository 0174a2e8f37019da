using Edge.Runtime.Model;

using HostTrainer.Training.Checkpoints;

namespace HostTrainer.Quantization.Fitting;

/// <summary>
/// Prepares one model for every plan: codes of every matrix at 2 and 4 bits, each chosen on what the float network makes of calibration speech. Master and biases
/// stay as they are.
/// </summary>
public static class PlanPreparer
{
    private static readonly int[] WeightPrecisions = [2, 4];

    /// <summary>Prepares.</summary>
    /// <param name="model">The model; its master is the float reference.</param>
    /// <param name="speech">Network inputs of calibration utterances, [frame x input].</param>
    /// <param name="cancellation">Stops between matrices.</param>
    /// <returns>The model, not yet saved: its hash is still that of the model it came from.</returns>
    public static RecognizerModel Prepare(
        RecognizerModel model, IReadOnlyList<float[]> speech, CancellationToken cancellation = default)
    {
        using FloatModel master = ModelExporter.ToFloat(model);
        using LayerwiseNetwork network = new(master, speech);
        IReadOnlyList<MatrixShape> shapes = model.Topology.Matrices();
        for (int i = 0; i < shapes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            float[] weights = network.Tensor($"{shapes[i].Name}.weight").ToArray();
            MatrixFitter fitter = new(model.Topology, shapes[i], InputMoments.Measure(network, network));
            foreach (int bits in WeightPrecisions)
            {
                model = ModelParts.WithCodes(model, shapes[i].Name, fitter.Fit(weights, bits));
            }

            if (i < shapes.Count - 1)
            {
                network.Advance();
            }
        }

        return model;
    }
}
