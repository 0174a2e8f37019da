namespace Edge.Telemetry.Profiles;

/// <summary>One cache of the processor.</summary>
/// <param name="Name">Level and kind.</param>
/// <param name="Bytes">Size.</param>
public sealed record ProfileCache(string Name, long Bytes);
