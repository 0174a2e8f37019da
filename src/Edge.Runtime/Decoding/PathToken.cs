namespace Edge.Runtime.Decoding;

/// <summary>The best path that ends in one decoder state.</summary>
internal struct PathToken
{
    /// <summary>Below this a path is dead: no sum of later scores can bring it back.</summary>
    public const int DeadScore = -(1 << 28);

    /// <summary>Scaled log score relative to the best path of the frame; at least twice <see cref="DeadScore"/>.</summary>
    public int Score;

    /// <summary>First frame of the phone the path is in.</summary>
    public int StartFrame;

    /// <summary>Unscaled log posteriors of the phone since <see cref="StartFrame"/>.</summary>
    public long PosteriorSum;

    /// <summary>Record of the phone before, see <see cref="PathHistory"/>.</summary>
    public int Previous;

    /// <summary>Whether the path can still win.</summary>
    public readonly bool Alive => Score > DeadScore;
}
