namespace Edge.Telemetry.Profiles;

/// <summary>A matrix of the profiled model.</summary>
/// <param name="Name">Layer name.</param>
/// <param name="Rows">Outputs, 1 to 2^20.</param>
/// <param name="Columns">Inputs, 1 to 2^20.</param>
public sealed record ProfileLayer(string Name, int Rows, int Columns);
