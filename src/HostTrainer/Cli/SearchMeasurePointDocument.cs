using HostTrainer.Choosing;

namespace HostTrainer.Cli;

/// <summary>A point of a front with its errors on other speech.</summary>
/// <param name="Point">The point as <c>mohaq search front</c> shows it.</param>
/// <param name="CorpusErrors">Phone error of every corpus, percent.</param>
/// <param name="PooledError">Phone error with the phones of all corpora counted together, percent.</param>
/// <param name="PooledRise">Points that <paramref name="PooledError"/> lies above the float master's.</param>
public sealed record SearchMeasurePointDocument(SearchFrontPointDocument Point, IReadOnlyList<double> CorpusErrors, double PooledError, double PooledRise)
{
    /// <summary>The document of one point.</summary>
    /// <param name="front">The front.</param>
    /// <param name="number">Number of the point, from 1.</param>
    /// <param name="errors">Its errors.</param>
    /// <param name="master">Errors of the float master.</param>
    public static SearchMeasurePointDocument Of(SearchFront front, int number, CorpusErrors errors, CorpusErrors master) =>
        new(SearchFrontPointDocument.Of(front, number), errors.Corpora, errors.Pooled, errors.Pooled - master.Pooled);
}
