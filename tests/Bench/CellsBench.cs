using Agent.Bench;

using Edge.Runtime.Features;
using Edge.Runtime.Model;

namespace Bench;

/// <summary>A frame of streaming networks of the four cells, of like size, beside SRU at the same bits.</summary>
internal sealed class CellsBench(BenchLog log, RoundSettings settings)
{
    private const int FeatureFrames = 16;

    private static readonly CellKind[] Cells = Enum.GetValues<CellKind>();

    public void Run()
    {
        RecognizerModel[] models = [.. Cells.Select(cell => BenchModel.Create(seed: 1, cell))];
        foreach (int bits in (int[])[16, 8, 4, 2])
        {
            log.Progress($"cells, w{bits}");
            IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot([.. models.Select(model => Step(model, bits))], settings);
            log.Add($"network steps of the cells, w{bits}", times, "GMAC/s");
            foreach ((CandidateTimes time, CellKind cell) in times.Zip(Cells).Skip(1))
            {
                log.Ratio($"{cell.ToString().ToLowerInvariant()}_w{bits}_vs_sru", time, times[0]);
            }
        }
    }

    private static BenchCandidate Step(RecognizerModel model, int bits)
    {
        QuantizedNetwork network = new(model, model.UniformPlan(bits, Math.Max(bits, 8)));
        StepLoop loop = new(network, BenchSignal.Features(new FrontEnd(model.Features, model.Statistics), FeatureFrames));
        return new BenchCandidate(model.Topology.Cell.ToString(), loop.Run, model.Topology.Matrices().Sum(m => (long)m.Weights));
    }
}
