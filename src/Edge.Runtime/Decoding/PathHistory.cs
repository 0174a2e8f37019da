namespace Edge.Runtime.Decoding;

/// <summary>
/// Which phones the living paths went through: one record per frame and phone, in a ring over the last frames. A record's id
/// is frame x P + phone, so ids grow along a path. Everything up to the <see cref="Root"/> is settled and was reported.
/// Invariant: every living path leads back to the root, through records that are still in the ring.
/// </summary>
internal sealed class PathHistory(int phones, int frames)
{
    /// <summary>The root before anything is settled.</summary>
    public const long Origin = -1;

    private readonly Record[] _ring = new Record[phones * frames];
    private readonly long[] _chain = new long[frames];
    private readonly long[] _heads = new long[phones * DecoderModel.MaxMinFrames];

    /// <summary>The last settled record.</summary>
    public long Root { get; private set; } = Origin;

    /// <summary>Forgets all paths.</summary>
    public void Reset() => Root = Origin;

    /// <summary>Records that a path leaves a phone after a frame.</summary>
    /// <returns>The record's id.</returns>
    public long Leave(int frame, int phone, in PathToken token)
    {
        long id = ((long)frame * phones) + phone;
        _ring[id % _ring.Length] = new(token.StartFrame, token.PosteriorSum, token.Previous);
        return id;
    }

    /// <summary>Settles and reports what all living paths share.</summary>
    public void SettleShared(ReadOnlySpan<PathToken> tokens, IPhoneSink sink)
    {
        int count = DistinctHeads(tokens);

        // The youngest head cannot be shared unless all are equal; replace it by its parent until they are.
        while (count > 1)
        {
            int youngest = 0;
            for (int i = 1; i < count; i++)
            {
                youngest = _heads[i] > _heads[youngest] ? i : youngest;
            }

            long parent = Previous(_heads[youngest]);
            _heads[youngest] = _heads[--count];
            if (!_heads.AsSpan(0, count).Contains(parent))
            {
                _heads[count++] = parent;
            }
        }

        if (count == 1)
        {
            Settle(_heads[0], sink);
        }
    }

    /// <summary>
    /// Makes room in the ring: settles the best path up to <paramref name="frame"/> and kills paths that disagree with it there.
    /// </summary>
    /// <param name="tokens">All paths.</param>
    /// <param name="best">Index of the best path.</param>
    /// <param name="frame">Records of this frame and earlier ones are about to be overwritten.</param>
    /// <param name="sink">Receives what is settled.</param>
    public void ForceOut(Span<PathToken> tokens, int best, int frame, IPhoneSink sink)
    {
        long limit = (frame + 1L) * phones;
        Settle(LastBefore(tokens[best].Previous, limit), sink);
        foreach (ref PathToken token in tokens)
        {
            if (token.Alive && LastBefore(token.Previous, limit) != Root)
            {
                token.Score = 2 * PathToken.DeadScore;
            }
        }
    }

    /// <summary>Settles a path and reports its records from the root on.</summary>
    public void Settle(long id, IPhoneSink sink)
    {
        int length = 0;
        for (long step = id; step != Root; step = Previous(step))
        {
            _chain[length++] = step;
        }

        while (length > 0)
        {
            long step = _chain[--length];
            ref Record record = ref _ring[step % _ring.Length];
            int end = (int)(step / phones) + 1;
            sink.OnPhone(PhoneScore.Event(PhoneEventKind.Final, (int)(step % phones), record.StartFrame, end, record.PosteriorSum));
        }

        Root = id;
    }

    // The newest record of a path below a limit, or the root.
    private long LastBefore(long id, long limit)
    {
        while (id >= limit && id != Root)
        {
            id = Previous(id);
        }

        return id;
    }

    private int DistinctHeads(ReadOnlySpan<PathToken> tokens)
    {
        int count = 0;
        foreach (ref readonly PathToken token in tokens)
        {
            if (token.Alive && !_heads.AsSpan(0, count).Contains(token.Previous))
            {
                _heads[count++] = token.Previous;
            }
        }

        return count;
    }

    private long Previous(long id) => _ring[id % _ring.Length].Previous;

    private readonly record struct Record(int StartFrame, long PosteriorSum, long Previous);
}
