using Edge.Telemetry.Journal;
using Edge.Telemetry.Mqtt;

namespace Edge.Telemetry.Publishing;

/// <summary>
/// Sends messages in order and keeps what is not acknowledged. Invariant: what is under way and not in the journal is newer than everything
/// in the journal; so <see cref="Spill"/>, which puts it there, comes before any other append. Used by one task.
/// </summary>
internal sealed class DeliveryWindow(IMqttLink link, MessageJournal journal, int size, Action wake)
{
    private readonly Queue<Entry> underWay = new();
    private ulong sentId = journal.AcknowledgedId;
    private bool broken;
    private long delivered;
    private long refused;

    internal long Delivered => Volatile.Read(ref delivered);

    internal long Refused => Volatile.Read(ref refused);

    internal bool IsEmpty => underWay.Count == 0;

    /// <summary>True when the next message may be sent without passing older ones.</summary>
    internal bool IsOpen => HasRoom && !HasBacklog;

    /// <summary>True when the journal has messages that were not sent yet.</summary>
    internal bool HasBacklog => journal.LastId > sentId;

    // After one message did not go out none may follow until it has gone again, even when the connection is back already.
    private bool HasRoom => link.IsConnected && underWay.Count < size && !broken;

    internal void Send(string topic, byte[] payload, bool retain) => Send(new Entry(topic, payload, retain));

    /// <summary>Puts a message behind all others into the journal.</summary>
    internal void Store(string topic, byte[] payload, bool retain)
    {
        Spill();
        journal.TryAppend(topic, payload, retain, out _);
    }

    /// <summary>Puts what is under way into the journal, where it is not there already.</summary>
    internal void Spill()
    {
        foreach (Entry entry in underWay)
        {
            if (entry.Spilled)
            {
                continue;
            }

            entry.Spilled = true;
            if (journal.TryAppend(entry.Topic, entry.Payload.Span, entry.Retain, out ulong id))
            {
                (entry.JournalId, sentId) = (id, id);
            }
        }
    }

    /// <summary>Sends messages of the journal while the window has room.</summary>
    internal void SendBacklog()
    {
        while (HasRoom && HasBacklog)
        {
            if (journal.PeekAfter(sentId) is not { } record)
            {
                sentId = journal.LastId;
                return;
            }

            sentId = record.Id;
            Send(new Entry(record.Topic, record.Payload, record.Retain) { JournalId = record.Id, Spilled = true });
        }
    }

    /// <summary>Takes acknowledged messages out, oldest first.</summary>
    internal void Settle()
    {
        while (underWay.TryPeek(out Entry? entry) && entry.Result.IsCompleted)
        {
            if (DidNotGo(entry))
            {
                StartOver();
                return;
            }

            _ = entry.Result.Result.Outcome == PublishOutcome.Acknowledged ? delivered++ : refused++;
            if (entry.JournalId > 0)
            {
                journal.Acknowledge(entry.JournalId);
            }

            underWay.Dequeue();
        }
    }

    private static bool DidNotGo(Entry entry) =>
        entry.Result is { IsCompleted: true, Result.Outcome: PublishOutcome.NotSent or PublishOutcome.Closed };

    // The oldest message did not go out: it and all later ones go again, from the journal, in their order.
    private void StartOver()
    {
        Spill();
        underWay.Clear();
        broken = false;
        sentId = journal.AcknowledgedId;
    }

    private void Send(Entry entry)
    {
        entry.Result = link.PublishAsync(entry.Topic, entry.Payload.Span, MqttQos.AtLeastOnce, entry.Retain);
        underWay.Enqueue(entry);
        broken |= DidNotGo(entry);
        _ = entry.Result.ContinueWith(
            static (_, w) => ((Action)w!)(), wake, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private sealed class Entry(string topic, ReadOnlyMemory<byte> payload, bool retain)
    {
        internal string Topic { get; } = topic;

        internal ReadOnlyMemory<byte> Payload { get; } = payload;

        internal bool Retain { get; } = retain;

        /// <summary>True once it was handed to the journal, which may have had no room.</summary>
        internal bool Spilled { get; set; }

        /// <summary>0 while it is in memory only.</summary>
        internal ulong JournalId { get; set; }

        internal Task<PublishResult> Result { get; set; } = Task.FromResult(PublishResult.Acknowledged);
    }
}
