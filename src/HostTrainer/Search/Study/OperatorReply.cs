namespace HostTrainer.Search.Study;

/// <summary>One line from an <see cref="OperatorSession"/>.</summary>
/// <param name="Fronts">Fronts as indices, best first, in answer to <see cref="OperatorRequest.Sort"/>.</param>
/// <param name="Crowding">Crowding distance of every vector in its front, in the order given; -1 stands for infinity.</param>
/// <param name="Ask">Points of the next generation, in answer to start and tell.</param>
/// <param name="Population">The population that was selected, in answer to tell.</param>
public sealed record OperatorReply(
    IReadOnlyList<IReadOnlyList<int>>? Fronts = null, double[]? Crowding = null, int[][]? Ask = null, int[][]? Population = null);
