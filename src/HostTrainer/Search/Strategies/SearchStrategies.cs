using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Strategies.Guided;

namespace HostTrainer.Search.Strategies;

/// <summary>Makes strategies by name.</summary>
public static class SearchStrategies
{
    /// <summary>The strategy of a search.</summary>
    /// <param name="problem">Objectives, limits and genes.</param>
    /// <param name="settings">Strategy and seed.</param>
    public static ISearchStrategy Create(SearchProblem problem, SearchSettings settings) => settings.Strategy switch
    {
        SearchStrategy.Guided => new GuidedStrategy(problem, settings.Seed, settings.Beacons is not null),
        _ => new PlainStrategy(problem.Layout, settings.Seed),
    };
}
