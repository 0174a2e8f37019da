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

    /// <summary>The last settled record.</summary>
    public long Root { get; private set; } = Origin;

    /// <summary>Forgets all paths.</summary>
    public void Reset() => Root = Origin;

    /// <summary>Records the paths that could leave each phone after a frame: those in its last state.</summary>
    /// <param name="frame">The frame, one more than at the last call.</param>
    /// <param name="tokens">All paths.</param>
    /// <param name="firstStates">Index of each phone's first state, and the number of states at the end.</param>
    public void Leave(int frame, ReadOnlySpan<PathToken> tokens, ReadOnlySpan<int> firstStates)
    {
        Span<Record> records = _ring.AsSpan(frame % frames * phones, phones);
        for (int phone = 0; phone < records.Length; phone++)
        {
            records[phone] = RecordFor(tokens[firstStates[phone + 1] - 1]);
        }
    }

    /// <summary>Records that the stream ends inside a phone.</summary>
    /// <returns>The record's id.</returns>
    public long Break(int frame, int phone, in PathToken token)
    {
        long id = ((long)frame * phones) + phone;
        RecordOf(id) = RecordFor(token);
        return id;
    }

    /// <summary>Settles and reports what all living paths share.</summary>
    /// <param name="tokens">All paths.</param>
    /// <param name="best">Index of the best path.</param>
    /// <param name="frame">The frame just recorded.</param>
    /// <param name="sink">Receives what is settled.</param>
    public void SettleShared(ReadOnlySpan<PathToken> tokens, int best, int frame, IPhoneSink sink)
    {
        // Every record is visited once a frame: those of the best path get one mark, all others its negative.
        int mark = frame + 1;
        long shared = tokens[best].Previous;
        for (long id = shared; id != Root; id = RecordOf(id).Previous)
        {
            RecordOf(id).Mark = mark;
        }

        foreach (ref readonly PathToken token in tokens)
        {
            if (token.Alive)
            {
                shared = Math.Min(shared, MeetBest(token.Previous, mark));
                if (shared == Root)
                {
                    return;
                }
            }
        }

        Settle(shared, sink);
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
        for (long step = id; step != Root; step = RecordOf(step).Previous)
        {
            _chain[length++] = step;
        }

        while (length > 0)
        {
            long step = _chain[--length];
            ref Record record = ref RecordOf(step);
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
            id = RecordOf(id).Previous;
        }

        return id;
    }

    // Where a path joins the best one; no limit when it joins a path that was already followed.
    private long MeetBest(long id, int mark)
    {
        while (id != Root)
        {
            ref Record record = ref RecordOf(id);
            if (record.Mark == mark)
            {
                return id;
            }

            if (record.Mark == -mark)
            {
                return long.MaxValue;
            }

            record.Mark = -mark;
            id = record.Previous;
        }

        return Root;
    }

    private static Record RecordFor(in PathToken token) =>
        new() { StartFrame = token.StartFrame, PosteriorSum = token.PosteriorSum, Previous = token.Previous };

    private ref Record RecordOf(long id) => ref _ring[id % _ring.Length];

    private struct Record
    {
        public int StartFrame;
        public int Mark;
        public long PosteriorSum;
        public long Previous;
    }
}
