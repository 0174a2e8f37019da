namespace Edge.Telemetry.Publishing;

/// <summary>What became of the messages of one run.</summary>
/// <param name="Delivered">Acknowledged by the broker, messages of earlier runs in the journal included.</param>
/// <param name="Dropped">Lost for good: queue, journal or disk full.</param>
/// <param name="Refused">Not taken by the broker, and not tried again.</param>
/// <param name="Waiting">In the journal now.</param>
/// <param name="JournalBytes">Bytes the journal takes on disk.</param>
public readonly record struct PublisherCounters(long Delivered, long Dropped, long Refused, long Waiting, long JournalBytes);
