namespace Edge.Runtime.Decoding;

/// <summary>
/// The records of all living paths: a tree, each record with an index into one array. Records that no path leads to any more are found when
/// the array is nearly full, so that a long stream takes no more than the living paths need.
/// </summary>
internal sealed class PathRecords
{
    private readonly PathRecord[] _records;
    private readonly int[] _free;
    private int _freeCount;
    private uint _pass;

    /// <summary>Room for a number of records.</summary>
    public PathRecords(int capacity)
    {
        _records = new PathRecord[capacity];
        _free = new int[capacity];
        Clear();
    }

    /// <summary>Records that can be added.</summary>
    public int Free => _freeCount;

    /// <summary>A record.</summary>
    public ref PathRecord this[int index] => ref _records[index];

    /// <summary>Forgets all records.</summary>
    public void Clear()
    {
        _freeCount = _free.Length;
        for (int i = 0; i < _freeCount; i++)
        {
            _free[i] = _freeCount - 1 - i;
        }
    }

    /// <summary>Adds a record; <see cref="Free"/> must not be 0.</summary>
    /// <returns>Its index.</returns>
    public int Add(in PathRecord record)
    {
        int index = _free[--_freeCount];
        _records[index] = record;
        return index;
    }

    /// <summary>A mark that no record carries; the next number is free, too.</summary>
    public uint NextPass() => _pass += 2;

    /// <summary>Frees every record that no living path leads to.</summary>
    /// <param name="tokens">All paths.</param>
    /// <param name="root">The last settled record, which stays.</param>
    public void Collect(ReadOnlySpan<PathToken> tokens, int root)
    {
        uint pass = NextPass();
        if (root != PathHistory.Origin)
        {
            _records[root].Mark = pass;
        }

        foreach (ref readonly PathToken token in tokens)
        {
            for (int index = token.Previous; token.Alive && index != root && _records[index].Mark != pass; index = _records[index].Previous)
            {
                _records[index].Mark = pass;
            }
        }

        _freeCount = 0;
        for (int index = _records.Length - 1; index >= 0; index--)
        {
            if (_records[index].Mark != pass)
            {
                _free[_freeCount++] = index;
            }
        }
    }
}
