namespace HostTrainer.Evaluation;

/// <summary>
/// Layer outputs of utterances by the precisions that led to them, so that plans which begin alike compute their first layers once. Bounded in bytes:
/// what was not used for longest goes first. Thread-safe; two threads may compute the same output at once, which is the same output.
/// </summary>
/// <param name="maxBytes">Most bytes of activations to keep; 0 keeps nothing.</param>
public sealed class PrefixCache(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Prefix, int Utterance), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];
    private long _bytes;

    /// <summary>Bytes of activations kept.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The output of the layers that a prefix names, or null.</summary>
    /// <param name="prefix">Precisions of every matrix up to the layer.</param>
    /// <param name="utterance">Number of the utterance.</param>
    internal LayerOutput? Find(string prefix, int utterance)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((prefix, utterance), out LinkedListNode<Entry>? node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Output;
        }
    }

    /// <summary>Keeps an output.</summary>
    internal void Add(string prefix, int utterance, LayerOutput output)
    {
        long bytes = Size(output);
        if (bytes > maxBytes)
        {
            return;
        }

        lock (_lock)
        {
            if (_entries.ContainsKey((prefix, utterance)))
            {
                return;
            }

            _entries.Add((prefix, utterance), _byUse.AddFirst(new Entry(prefix, utterance, output)));
            _bytes += bytes;
            while (_bytes > maxBytes)
            {
                Entry oldest = _byUse.Last!.Value;
                _byUse.RemoveLast();
                _entries.Remove((oldest.Prefix, oldest.Utterance));
                _bytes -= Size(oldest.Output);
            }
        }
    }

    private static long Size(LayerOutput output) => (output.Units.Length * (long)sizeof(short)) + (output.Updated.Length * (long)sizeof(long));

    private sealed record Entry(string Prefix, int Utterance, LayerOutput Output);
}
