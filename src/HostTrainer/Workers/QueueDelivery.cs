namespace HostTrainer.Workers;

/// <summary>One message that a queue delivered and that waits for its acknowledgement.</summary>
/// <param name="Tag">The broker's number of the delivery, valid on its connection only.</param>
/// <param name="RoutingKey">Routing key it was published with.</param>
/// <param name="DeathReason">Why it was dead-lettered (<c>rejected</c>, <c>delivery_limit</c>); null for a message that was not.</param>
/// <param name="Body">The message.</param>
internal sealed record QueueDelivery(ulong Tag, string RoutingKey, string? DeathReason, byte[] Body);
