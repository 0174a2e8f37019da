namespace Edge.Telemetry.Mqtt;

/// <summary>Topic filters of MQTT 3.1.1, section 4.7.</summary>
public static class TopicFilter
{
    /// <summary>True when a topic matches a filter.</summary>
    /// <param name="filter">May contain <c>+</c> and, at its end, <c>#</c>.</param>
    /// <param name="topic">A topic; those starting with <c>$</c> match only filters that do.</param>
    public static bool Matches(ReadOnlySpan<char> filter, ReadOnlySpan<char> topic)
    {
        if (topic.StartsWith('$') && !filter.StartsWith('$'))
        {
            return false;
        }

        while (true)
        {
            ReadOnlySpan<char> wanted = Level(filter, out ReadOnlySpan<char> filterRest, out bool filterMore);
            if (wanted is "#")
            {
                return !filterMore;
            }

            ReadOnlySpan<char> level = Level(topic, out ReadOnlySpan<char> topicRest, out bool topicMore);
            if (wanted is not "+" && !wanted.SequenceEqual(level))
            {
                return false;
            }

            if (!filterMore || !topicMore)
            {
                // "a/#" also matches "a".
                return filterMore == topicMore || (filterMore && filterRest is "#");
            }

            filter = filterRest;
            topic = topicRest;
        }
    }

    private static ReadOnlySpan<char> Level(ReadOnlySpan<char> path, out ReadOnlySpan<char> rest, out bool more)
    {
        int slash = path.IndexOf('/');
        more = slash >= 0;
        rest = more ? path[(slash + 1)..] : [];
        return more ? path[..slash] : path;
    }
}
