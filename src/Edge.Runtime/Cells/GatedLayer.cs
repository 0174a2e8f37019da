using Edge.Runtime.Model;

namespace Edge.Runtime.Cells;

/// <summary>What all streams of a gated layer share beside its matrices. Immutable.</summary>
/// <param name="Cell">LSTM, GRU or Li-GRU.</param>
/// <param name="Units">Units of a direction.</param>
/// <param name="Gates">Gates with the candidate.</param>
/// <param name="Bias">[direction x gate x unit], in the formats of the rows of x.</param>
/// <param name="StateFractionBits">Fraction bits of the cell state.</param>
/// <param name="RecurrentIndex">Index of h among the network's matrices.</param>
/// <param name="CandidateIndex">Index of c among the network's matrices.</param>
internal sealed record GatedLayer(CellKind Cell, int Units, int Gates, short[] Bias, int StateFractionBits, int RecurrentIndex, int CandidateIndex);
