namespace HostTrainer.Quantization;

/// <summary>How clipping thresholds of activations are chosen.</summary>
public enum ClipChoice
{
    /// <summary>As the model has them: least mean square error, median over utterances.</summary>
    Mmse,

    /// <summary>By the divergence of the posteriors from the float network's.</summary>
    Posterior,
}
