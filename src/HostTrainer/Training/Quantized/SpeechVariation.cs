namespace HostTrainer.Training.Quantized;

/// <summary>How much the speech of a retraining is varied.</summary>
public enum SpeechVariation
{
    /// <summary>
    /// Other speeds, levels and vocal tracts. For plans of 2-bit weights and inputs: such a network cannot even learn its training speech by heart, and what makes that harder costs error.
    /// </summary>
    Gentle,

    /// <summary>Noise, masks and changes of tempo too, as in training. For plans of 4 bits and more, which overfit in a few epochs without.</summary>
    Strong,
}
