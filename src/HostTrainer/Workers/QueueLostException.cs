namespace HostTrainer.Workers;

/// <summary>The connection to the broker, or the queue that was listened to, is gone. Whoever gets it connects anew.</summary>
/// <param name="message">Why, where the broker said so.</param>
/// <param name="inner">The cause.</param>
internal sealed class QueueLostException(string message, Exception? inner = null) : Exception(message, inner);
