namespace HostTrainer.Quantization.Fitting;

/// <summary>What fitting may change beside plain MMSE rounding.</summary>
/// <param name="Clips">Choose activation clipping thresholds by the error of the matrix's output.</param>
/// <param name="Codes">Choose weight codes and steps by the error of the output, with error feedback.</param>
/// <param name="Biases">Fold mean output errors into the 16-bit biases of gates and FC.</param>
public sealed record FittingOptions(bool Clips, bool Codes, bool Biases);
