using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Conformance.Golden;

/// <summary>The golden values of LSTM, GRU and Li-GRU.</summary>
internal static class GoldenCells
{
    private static readonly string[] Plans = ["w16a16", "w8a8", "w4a8", "mixed", "w8a8-delta-3"];

    /// <summary>The gated cells by the name that files and values have.</summary>
    public static IReadOnlyDictionary<string, CellKind> Names { get; } = new Dictionary<string, CellKind>
    {
        ["lstm"] = CellKind.Lstm,
        ["gru"] = CellKind.Gru,
        ["liGru"] = CellKind.LiGru,
    };

    /// <summary>The committed small model of a cell, a file of format 3.</summary>
    public static string PathOf(string cell) => Path.Combine(GoldenFile.Folder, $"model-format-3-{cell}.safetensors");

    /// <summary>Computes the values in every way that must give the same bits.</summary>
    /// <param name="kernels">Which kernels to use.</param>
    /// <param name="pcm">The synthetic sound.</param>
    /// <param name="features">Network inputs of that sound.</param>
    public static IEnumerable<(string Name, string Way, string Hash)> Run(KernelSet kernels, short[] pcm, short[] features)
    {
        foreach ((string cell, CellKind kind) in Names)
        {
            foreach ((string plan, string way, QuantizedNetwork network) in Networks(ModelFile.Load(PathOf(cell)), kernels))
            {
                yield return ($"{cell} {plan}", $"stream, {way}", GoldenRun.Stream(network, pcm).Posteriors);
                yield return ($"{cell} {plan}", $"utterance, {way}", GoldenRun.Utterance(network, features));
                yield return ($"{cell} {plan}", $"batch, {way}", GoldenRun.Batch(network, features));
            }

            foreach ((string plan, string way, QuantizedNetwork network) in Networks(GoldenModel.Create(bidirectional: true, kind), kernels))
            {
                yield return ($"{cell} bidirectional {plan}", $"utterance, {way}", GoldenRun.Utterance(network, features));
            }
        }
    }

    /// <summary>The committed values under the names of <see cref="Run"/>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Expected(GoldenFile golden) => golden.Cells.SelectMany(cell => Enumerable.Concat(
        cell.Value.Streams.Select(s => KeyValuePair.Create($"{cell.Key} {s.Key}", s.Value)),
        cell.Value.Bidirectional.Select(b => KeyValuePair.Create($"{cell.Key} bidirectional {b.Key}", b.Value))));

    /// <summary>Values to commit.</summary>
    /// <param name="found">Hashes by the names of <see cref="Run"/>.</param>
    public static IReadOnlyDictionary<string, GoldenCell> Of(IReadOnlyDictionary<string, string> found) => Names.Keys.ToDictionary(
        cell => cell,
        cell => new GoldenCell(
            ModelFile.Load(PathOf(cell)).Hash,
            Plans.ToDictionary(p => p, p => found[$"{cell} {p}"]),
            Plans.ToDictionary(p => p, p => found[$"{cell} bidirectional {p}"])));

    private static IEnumerable<(string Plan, string Way, QuantizedNetwork Network)> Networks(RecognizerModel model, KernelSet kernels)
    {
        IReadOnlyDictionary<string, PrecisionPlan> plans = GoldenPlans.Of(model);
        PackedMatrixCache cache = new(model);
        foreach (string name in Plans)
        {
            foreach ((string form, PrecisionPlan same) in GoldenPlans.SameBits(plans[name]))
            {
                yield return (name, form, new QuantizedNetwork(model, same, kernels, cache));
            }
        }
    }
}
