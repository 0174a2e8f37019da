using Edge.Runtime.Features;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Data;

/// <summary>
/// Decides which utterances go into which batch of an epoch and which shard of the batch: a pure function of seed and epoch.
/// </summary>
public sealed class BatchPlanner
{
    private readonly (int Utterance, double Weight)[] _weighted;
    private readonly int[] _outputs;
    private readonly int _batchFrames;
    private readonly ulong _seed;

    /// <summary>Creates a planner.</summary>
    /// <param name="corpora">Corpora; utterances are numbered through.</param>
    /// <param name="weights">How often an utterance of each corpus is taken per epoch, on average; at least 0.</param>
    /// <param name="options">The front end.</param>
    /// <param name="batchFrames">Output frames of a batch; it is closed when this is reached.</param>
    /// <param name="seed">Seed of the run.</param>
    public BatchPlanner(
        IReadOnlyList<SpeechCorpus> corpora, IReadOnlyList<double> weights, FeatureOptions options, int batchFrames, ulong seed)
    {
        Utterances = [.. corpora.SelectMany(c => c.Utterances)];
        _weighted = [.. corpora.Zip(weights).SelectMany(p => p.First.Utterances.Select(_ => p.Second)).Select((w, i) => (i, w))];
        _outputs = [.. Utterances.Select(u => u.Variants[0].LogMel.Length / options.MelBands / options.Stride)];
        _batchFrames = batchFrames;
        _seed = seed;
    }

    /// <summary>Every utterance, in the order plans refer to.</summary>
    public IReadOnlyList<SpeechUtterance> Utterances { get; }

    /// <summary>Output frames of an utterance at original speed.</summary>
    public int Outputs(int utterance) => _outputs[utterance];

    /// <summary>The batches of an epoch.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <returns>Per batch the indices of its utterances, longest first.</returns>
    public IReadOnlyList<int[]> Epoch(int epoch)
    {
        SeededRandom random = new(_seed, 0x2002, (ulong)epoch);
        List<int> drawn = [];
        foreach ((int utterance, double weight) in _weighted)
        {
            int copies = (int)(weight + random.NextFloat());
            drawn.AddRange(Enumerable.Repeat(utterance, copies));
        }

        int[] order = [.. drawn];
        random.Shuffle(order.AsSpan());
        List<int[]> batches = [];
        for (int first = 0; first < order.Length;)
        {
            int frames = 0;
            int end = first;
            while (end < order.Length && frames < _batchFrames)
            {
                frames += _outputs[order[end++]];
            }

            batches.Add([.. order[first..end].OrderByDescending(u => _outputs[u]).ThenBy(u => u)]);
            first = end;
        }

        return batches;
    }

    /// <summary>Deals a batch to shards of about equal length, each utterance to the shortest shard so far.</summary>
    /// <param name="batch">Indices of utterances, longest first.</param>
    /// <param name="shards">Number of shards.</param>
    public IReadOnlyList<int[]> Shards(int[] batch, int shards)
    {
        List<int>[] parts = [.. Enumerable.Range(0, shards).Select(_ => new List<int>())];
        int[] frames = new int[shards];
        foreach (int utterance in batch)
        {
            int shortest = Array.IndexOf(frames, frames.Min());
            parts[shortest].Add(utterance);
            frames[shortest] += _outputs[utterance];
        }

        return [.. parts.Select(p => p.ToArray())];
    }
}
