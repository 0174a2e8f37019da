namespace Edge.Telemetry.Mqtt;

/// <summary>
/// Messages handed to the library and not acknowledged yet, by message id. The acknowledgement may come before the
/// publishing call returned the id; it is kept until then.
/// </summary>
internal sealed class PendingPublishes
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, TaskCompletionSource<PublishResult>> waiting = [];
    private readonly Dictionary<int, PublishResult> early = [];
    private bool closed;

    internal int Count
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    internal Task<PublishResult> Add(int messageId)
    {
        lock (gate)
        {
            if (early.Remove(messageId, out PublishResult result))
            {
                return Task.FromResult(result);
            }

            if (closed)
            {
                return Task.FromResult(ClosedResult);
            }

            TaskCompletionSource<PublishResult> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting[messageId] = source;
            return source.Task;
        }
    }

    internal void Complete(int messageId, PublishResult result)
    {
        TaskCompletionSource<PublishResult>? source;
        lock (gate)
        {
            if (!waiting.Remove(messageId, out source))
            {
                early[messageId] = result;
                return;
            }
        }

        source.TrySetResult(result);
    }

    internal void Close()
    {
        TaskCompletionSource<PublishResult>[] left;
        lock (gate)
        {
            closed = true;
            left = [.. waiting.Values];
            waiting.Clear();
        }

        foreach (TaskCompletionSource<PublishResult> source in left)
        {
            source.TrySetResult(ClosedResult);
        }
    }

    private static PublishResult ClosedResult => new(PublishOutcome.Closed, "the link was closed");
}
