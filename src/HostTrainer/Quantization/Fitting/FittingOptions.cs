namespace HostTrainer.Quantization.Fitting;

/// <summary>What fitting to a plan may change.</summary>
/// <param name="Codes">Choose weight codes and steps by the error of the output, with error feedback.</param>
/// <param name="Biases">Fold mean output errors into the 16-bit biases of gates and FC.</param>
public sealed record FittingOptions(bool Codes, bool Biases);
