using Edge.Runtime.Model;

namespace HostTrainer.Quantization.Fitting;

/// <summary>
/// Chooses activation clipping thresholds by what they do to the posteriors: from the MMSE threshold, up or down in steps of a quarter octave as long as
/// <see cref="PosteriorDivergence"/> falls, one matrix after another.
/// </summary>
internal static class ClipSearch
{
    private const double Ratio = 1.1892071150027210667;
    private const int MostSteps = 8;

    /// <summary>Tunes the thresholds that a plan uses, for that plan.</summary>
    /// <param name="model">The model, weights and biases as they will be.</param>
    /// <param name="plan">The plan; 16-bit inputs have no threshold.</param>
    /// <param name="divergence">The measure.</param>
    /// <param name="cancellation">Stops between utterances.</param>
    /// <returns>The model with other thresholds.</returns>
    public static RecognizerModel ForPlan(RecognizerModel model, PrecisionPlan plan, PosteriorDivergence divergence, CancellationToken cancellation)
    {
        PackedMatrixCache cache = new(model);
        double least = divergence.Of(model, plan, cache, cancellation);
        for (int matrix = 0; matrix < plan.Layers.Count; matrix++)
        {
            if (plan.Layers[matrix].ActivationBits < 16)
            {
                (model, least) = Tune(model, plan, matrix, divergence, cache, least, cancellation);
            }
        }

        return model;
    }

    /// <summary>Tunes the threshold of every matrix at every activation precision, all other inputs at 16 bits.</summary>
    /// <param name="model">The model.</param>
    /// <param name="divergence">The measure.</param>
    /// <param name="cancellation">Stops between utterances.</param>
    /// <returns>The model with other thresholds.</returns>
    public static RecognizerModel ForEveryPrecision(RecognizerModel model, PosteriorDivergence divergence, CancellationToken cancellation)
    {
        PackedMatrixCache cache = new(model);
        PrecisionPlan exact = model.UniformPlan(8, 16);
        for (int matrix = 0; matrix < exact.Layers.Count; matrix++)
        {
            foreach (int bits in (ReadOnlySpan<int>)[2, 4, 8])
            {
                LayerPrecision[] layers = [.. exact.Layers];
                layers[matrix] = layers[matrix] with { ActivationBits = bits };
                PrecisionPlan plan = exact with { Layers = layers };
                model = Tune(model, plan, matrix, divergence, cache, divergence.Of(model, plan, cache, cancellation), cancellation).Model;
            }
        }

        return model;
    }

    private static (RecognizerModel Model, double Least) Tune(
        RecognizerModel model, PrecisionPlan plan, int matrix, PosteriorDivergence divergence, PackedMatrixCache cache, double least, CancellationToken cancellation)
    {
        int bits = plan.Layers[matrix].ActivationBits;
        foreach (double factor in (ReadOnlySpan<double>)[Ratio, 1 / Ratio])
        {
            RecognizerModel before = model;
            for (int step = 0; step < MostSteps; step++)
            {
                RecognizerModel next = ModelParts.WithClip(model, matrix, bits, ModelParts.Clip(model, matrix, bits) * factor);
                double found = divergence.Of(next, plan, cache, cancellation);
                if (found >= least)
                {
                    break;
                }

                (model, least) = (next, found);
            }

            if (!ReferenceEquals(before, model))
            {
                break;
            }
        }

        return (model, least);
    }
}
