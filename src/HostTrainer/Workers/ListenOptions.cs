namespace HostTrainer.Workers;

/// <summary>How to listen to a queue.</summary>
/// <param name="Prefetch">Messages that may wait for their acknowledgement at a time.</param>
/// <param name="Exclusive">Refuses to listen beside others, and keeps others away.</param>
internal readonly record struct ListenOptions(ushort Prefetch, bool Exclusive);
