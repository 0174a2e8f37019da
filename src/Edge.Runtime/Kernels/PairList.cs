namespace Edge.Runtime.Kernels;

/// <summary>Lists of input pairs for the kernels of 16-bit weights.</summary>
internal static class PairList
{
    /// <summary>Every pair of a row once, in order.</summary>
    public static AlignedBuffer<int> OfAll(int pairs)
    {
        AlignedBuffer<int> list = new(pairs);
        for (int i = 0; i < pairs; i++)
        {
            list.Span[i] = i;
        }

        return list;
    }
}
