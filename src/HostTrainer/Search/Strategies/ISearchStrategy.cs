using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies;

/// <summary>Chooses what a search evaluates next. The same seed and the same answers give the same genomes on every machine. Not thread-safe.</summary>
public interface ISearchStrategy
{
    /// <summary>Number of the generation last asked for, from 0; -1 before the first.</summary>
    int Generation { get; }

    /// <summary>The genomes of the next generation, as gene codes; empty when no new one is found. Never one that was asked for before.</summary>
    IReadOnlyList<Candidate> Ask();

    /// <summary>Answers the last generation.</summary>
    /// <param name="verdicts">One answer per genome, in the same order.</param>
    void Tell(IReadOnlyList<Verdict> verdicts);
}
