namespace HostTrainer.Cli;

/// <summary>A neighbour of a point on its front in JSON.</summary>
/// <param name="BetterIn">The figure that gets better: <c>error</c>, <c>size</c>, <c>speedup</c>, <c>energy</c> or <c>work</c>.</param>
/// <param name="Number">Number of the neighbour, from 1.</param>
/// <param name="Differences">Neighbour minus point.</param>
public sealed record SearchNeighbourDocument(string BetterIn, int Number, FigureDocument Differences);
