namespace HostTrainer.Search.Evaluation;

/// <summary>A limit that a plan breaks.</summary>
/// <param name="Excess">By how much, relative to the limit, above 0; 1 for a precision that the platform does not compute.</param>
/// <param name="Sentence">The same for people.</param>
internal readonly record struct LimitViolation(double Excess, string Sentence);
