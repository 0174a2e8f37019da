namespace Edge.Telemetry.Mqtt;

/// <summary>Filters and their handlers, and which filter a running subscription request is for.</summary>
internal sealed class Subscriptions
{
    private readonly Lock gate = new();
    private readonly List<(string Filter, Action<MqttMessage> Handler)> entries = [];
    private readonly Dictionary<int, string> requests = [];

    internal void Add(string filter, Action<MqttMessage> handler)
    {
        lock (gate)
        {
            entries.Add((filter, handler));
        }
    }

    internal string[] Filters()
    {
        lock (gate)
        {
            requests.Clear();
            return [.. entries.Select(e => e.Filter).Distinct()];
        }
    }

    internal void Requested(int messageId, string filter)
    {
        lock (gate)
        {
            requests[messageId] = filter;
        }
    }

    /// <summary>The filter of an answered request; null when it is of an earlier connection.</summary>
    internal string? Answered(int messageId)
    {
        lock (gate)
        {
            return requests.Remove(messageId, out string? filter) ? filter : null;
        }
    }

    internal Action<MqttMessage>[] HandlersOf(string topic)
    {
        lock (gate)
        {
            return [.. entries.Where(e => TopicFilter.Matches(e.Filter, topic)).Select(e => e.Handler)];
        }
    }
}
