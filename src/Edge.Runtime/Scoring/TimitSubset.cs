namespace Edge.Runtime.Scoring;

/// <summary>Which speakers of a corpus are taken.</summary>
public enum TimitSubset
{
    /// <summary>Every speaker found.</summary>
    All,

    /// <summary>The 24 speakers of TIMIT's core test set, see <see cref="TimitCorpus.CoreTestSpeakers"/>.</summary>
    CoreTest,
}
