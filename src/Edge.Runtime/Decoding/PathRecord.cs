namespace Edge.Runtime.Decoding;

/// <summary>A phone that a path has left, and the record of the phone before.</summary>
internal struct PathRecord
{
    /// <summary>First frame of the phone.</summary>
    public int StartFrame;

    /// <summary>First frame after it; grows along a path.</summary>
    public int EndFrame;

    /// <summary>Index of the phone before, or <see cref="PathHistory.Origin"/>.</summary>
    public int Previous;

    /// <summary>Pass that saw the record last.</summary>
    public uint Mark;

    /// <summary>Log posteriors of its frames.</summary>
    public long PosteriorSum;

    /// <summary>The phone.</summary>
    public int Phone;
}
