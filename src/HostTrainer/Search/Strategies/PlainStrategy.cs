using HostTrainer.Search.Genomes;
using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies;

/// <summary>NSGA-II with MOHAQ's operators and sizes, as the papers ran it.</summary>
/// <param name="layout">The genes.</param>
/// <param name="seed">Seed of every random decision.</param>
public sealed class PlainStrategy(GenomeLayout layout, uint seed) : ISearchStrategy
{
    private readonly Nsga2 _nsga = new(layout.CodeRanges(), seed, repair: codes => layout.Encode(layout.Repair(layout.Decode(codes))));

    /// <inheritdoc/>
    public int Generation => _nsga.Generation;

    /// <inheritdoc/>
    public IReadOnlyList<Candidate> Ask() => _nsga.Ask();

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Verdict> verdicts) => _nsga.Tell([.. verdicts.Select(v => v.Fitness)]);
}
