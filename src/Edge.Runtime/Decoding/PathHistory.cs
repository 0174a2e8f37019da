namespace Edge.Runtime.Decoding;

/// <summary>
/// Which phones the living paths went through. A record is made for a phone when another one may be entered from it. Everything up to the
/// <see cref="Root"/> is settled and was reported.
/// Invariant: every living path leads back to the root.
/// </summary>
internal sealed class PathHistory
{
    /// <summary>The root before anything is settled; no record.</summary>
    public const int Origin = -1;

    // What the paths of a frame can need at least, several times over.
    private const int LeastRecordsPerPhone = 8;

    private readonly PathRecords _records;
    private readonly int[] _left;

    /// <summary>A history at the start of a stream.</summary>
    /// <param name="phones">Number of phones.</param>
    /// <param name="frames">Frames for which decisions may stay open; half as many records are kept.</param>
    public PathHistory(int phones, int frames)
    {
        _records = new PathRecords(Math.Max(frames / 2, LeastRecordsPerPhone * phones));
        _left = new int[phones];
        Reset();
    }

    /// <summary>The last settled record.</summary>
    public int Root { get; private set; }

    /// <summary>Forgets all paths.</summary>
    public void Reset()
    {
        _records.Clear();
        Array.Fill(_left, Origin);
        Root = Origin;
    }

    /// <summary>Record of the path that left a phone after the last frame; only for phones that were given to <see cref="Leave"/>.</summary>
    public int Left(int phone) => _left[phone];

    /// <summary>Records the paths that leave a phone after a frame: those in its last state.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="tokens">All paths.</param>
    /// <param name="firstStates">Index of each phone's first state, and the number of states at the end.</param>
    /// <param name="from">The phones that are left, each any number of times.</param>
    public void Leave(int frame, ReadOnlySpan<PathToken> tokens, ReadOnlySpan<int> firstStates, ReadOnlySpan<int> from)
    {
        Array.Fill(_left, Origin);
        foreach (int phone in from)
        {
            ref readonly PathToken token = ref tokens[firstStates[phone + 1] - 1];
            if (_left[phone] == Origin && token.Alive)
            {
                _left[phone] = Add(frame, phone, token);
            }
        }
    }

    /// <summary>Records that a path ends in a phone after a frame.</summary>
    /// <returns>The record.</returns>
    public int Add(int frame, int phone, in PathToken token) => _records.Add(new PathRecord
    {
        StartFrame = token.StartFrame,
        EndFrame = frame + 1,
        Previous = token.Previous,
        PosteriorSum = token.PosteriorSum,
        Phone = phone,
    });

    /// <summary>
    /// Makes room for the records of one more frame and of the stream's end. Where the living paths need nearly all records, the oldest half of what is
    /// open is settled along the best path, again and again.
    /// </summary>
    /// <param name="tokens">All paths.</param>
    /// <param name="best">Index of the best path.</param>
    /// <param name="frame">The last frame of which there are records.</param>
    /// <param name="sink">Receives what is settled.</param>
    public void KeepRoom(Span<PathToken> tokens, int best, int frame, IPhoneSink sink)
    {
        int needed = _left.Length + 1;
        if (_records.Free >= needed)
        {
            return;
        }

        _records.Collect(tokens, Root);
        for (int limit = Root == Origin ? 0 : _records[Root].EndFrame; _records.Free < needed;)
        {
            limit += (frame - limit + 1) / 2;
            ForceOut(tokens, best, limit, sink);
            _records.Collect(tokens, Root);
        }
    }

    /// <summary>Settles and reports what all living paths share.</summary>
    /// <param name="tokens">All paths.</param>
    /// <param name="best">Index of the best path.</param>
    /// <param name="sink">Receives what is settled.</param>
    public void SettleShared(ReadOnlySpan<PathToken> tokens, int best, IPhoneSink sink)
    {
        // Every record is visited once: those of the best path get one mark, all others the next.
        uint mark = _records.NextPass();
        int shared = tokens[best].Previous;
        for (int index = shared; index != Root; index = _records[index].Previous)
        {
            _records[index].Mark = mark;
        }

        foreach (ref readonly PathToken token in tokens)
        {
            if (shared == Root)
            {
                return;
            }

            if (token.Alive)
            {
                shared = Earlier(shared, MeetBest(token.Previous, mark, shared));
            }
        }

        Settle(shared, sink);
    }

    /// <summary>Settles the best path up to a frame and kills paths that disagree with it there.</summary>
    /// <param name="tokens">All paths.</param>
    /// <param name="best">Index of the best path.</param>
    /// <param name="frame">Phones that ended after this frame stay open.</param>
    /// <param name="sink">Receives what is settled.</param>
    public void ForceOut(Span<PathToken> tokens, int best, int frame, IPhoneSink sink)
    {
        Settle(LastUpTo(tokens[best].Previous, frame), sink);
        foreach (ref PathToken token in tokens)
        {
            if (token.Alive && LastUpTo(token.Previous, frame) != Root)
            {
                token.Score = 2 * PathToken.DeadScore;
            }
        }
    }

    /// <summary>Settles a path and reports its records from the root on.</summary>
    public void Settle(int index, IPhoneSink sink)
    {
        // The way back is turned round in place: nothing but the root may be reached from before it any more.
        int next = Origin, root = Root;
        for (int step = index; step != root;)
        {
            int previous = _records[step].Previous;
            _records[step].Previous = next;
            (next, step) = (step, previous);
        }

        for (int step = next; step != Origin; step = _records[step].Previous)
        {
            ref PathRecord record = ref _records[step];
            sink.OnPhone(PhoneScore.Event(PhoneEventKind.Final, record.Phone, record.StartFrame, record.EndFrame, record.PosteriorSum));
        }

        Root = index;
    }

    // Of two records of the best path, or the root, the one that ended earlier.
    private int Earlier(int left, int right) => right == Root || _records[right].EndFrame < _records[left].EndFrame ? right : left;

    // The newest record of a path up to a frame, or the root, or what was the root before the path was settled.
    private int LastUpTo(int index, int frame)
    {
        while (index != Root && index != Origin && _records[index].EndFrame > frame + 1)
        {
            index = _records[index].Previous;
        }

        return index;
    }

    // Where a path joins the best one; no limit when it joins a path that was already followed.
    private int MeetBest(int index, uint mark, int noLimit)
    {
        while (index != Root)
        {
            ref PathRecord record = ref _records[index];
            if (record.Mark == mark)
            {
                return index;
            }

            if (record.Mark == mark + 1)
            {
                return noLimit;
            }

            record.Mark = mark + 1;
            index = record.Previous;
        }

        return Root;
    }
}
