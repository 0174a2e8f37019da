namespace HostTrainer.Quantization;

/// <summary>How the weights of a plan are rounded.</summary>
public enum QuantizationMethod
{
    /// <summary>The device's own: MMSE clipping, nearest codes, from the 16-bit master. Needs no speech.</summary>
    Mmse,

    /// <summary>As <see cref="Mmse"/>, and the mean output error goes into the biases of gates and FC. For one plan.</summary>
    Bias,

    /// <summary>Error-compensating rounding matrix after matrix on what the quantised network makes of speech, with biases. For one plan.</summary>
    Compensated,

    /// <summary>Error-compensating rounding of every matrix at 2 and 4 bits on what the float network makes of speech. For every plan.</summary>
    Prepared,
}
