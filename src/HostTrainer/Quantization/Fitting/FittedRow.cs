namespace HostTrainer.Quantization.Fitting;

/// <summary>One row of a matrix as codes.</summary>
/// <param name="Codes">One per column.</param>
/// <param name="Step">Value of one code unit.</param>
/// <param name="Error">Mean squared error of the row's output over calibration frames.</param>
public sealed record FittedRow(short[] Codes, double Step, double Error);
