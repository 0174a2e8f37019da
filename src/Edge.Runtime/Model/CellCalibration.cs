namespace Edge.Runtime.Model;

/// <summary>The number formats of one recurrent layer. They do not depend on a precision plan, so a stream keeps its state over a switch.</summary>
/// <param name="StateFractionBits">
/// Fraction bits of candidate, cell state, highway input and output of SRU; of the cell state of LSTM, 0 to 14; of candidate and output of Li-GRU; 14 for
/// GRU, whose output lies in -1 to 1.
/// </param>
/// <param name="RecurrentFractionBits">Fraction bits of the recurrent vectors of SRU; 0 for gated cells.</param>
public sealed record CellCalibration(int StateFractionBits, int RecurrentFractionBits);
