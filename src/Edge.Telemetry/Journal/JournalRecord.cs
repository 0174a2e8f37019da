namespace Edge.Telemetry.Journal;

/// <summary>One message that waits.</summary>
/// <param name="Id">Its place: ids ascend, and never repeat while the journal holds anything.</param>
/// <param name="Topic">Topic it goes to.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="Retain">Whether it is published with the retain flag.</param>
public sealed record JournalRecord(ulong Id, string Topic, ReadOnlyMemory<byte> Payload, bool Retain);
