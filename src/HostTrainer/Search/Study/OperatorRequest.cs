namespace HostTrainer.Search.Study;

/// <summary>One line to an <see cref="OperatorSession"/>: exactly one of its members is set.</summary>
/// <param name="Sort">Objective vectors to sort into fronts.</param>
/// <param name="Start">Begins a search.</param>
/// <param name="Tell">Objective vectors of the points asked for last.</param>
public sealed record OperatorRequest(double[][]? Sort = null, OperatorStart? Start = null, double[][]? Tell = null);
