namespace Edge.Runtime.Model;

/// <summary>The number formats of one recurrent layer. They do not depend on a precision plan, so a stream keeps its state over a switch.</summary>
/// <param name="StateFractionBits">Fraction bits of candidate, cell state, highway input and output.</param>
/// <param name="RecurrentFractionBits">Fraction bits of the recurrent vectors.</param>
public sealed record CellCalibration(int StateFractionBits, int RecurrentFractionBits);
