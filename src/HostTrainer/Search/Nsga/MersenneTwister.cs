namespace HostTrainer.Search.Nsga;

/// <summary>
/// MT19937 (Matsumoto and Nishimura 1998) with the seeding, 53-bit doubles, bounded integers and shuffling of numpy's
/// RandomState, so that a search with the papers' seed draws the papers' first generation. Integers and exact divisions only.
/// </summary>
public sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Shift = 397;
    private const uint UpperMask = 0x80000000;
    private const uint LowerMask = 0x7FFFFFFF;
    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    /// <summary>Starts the sequence of one seed.</summary>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++)
        {
            uint previous = _state[i - 1];
            _state[i] = unchecked((1812433253u * (previous ^ (previous >> 30))) + i);
        }
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_next == Size)
        {
            Refill();
        }

        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    /// <summary>The next number in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble()
    {
        uint high = NextUInt32() >> 5;
        uint low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>The next integer in 0..<paramref name="max"/>, every value equally likely.</summary>
    public int NextInteger(int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        if (max == 0)
        {
            return 0;
        }

        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount((uint)max);
        uint value;
        do
        {
            value = NextUInt32() & mask;
        }
        while (value > max);
        return (int)value;
    }

    /// <summary>The numbers 0..<paramref name="count"/>-1 in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = NextInteger(i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private void Refill()
    {
        for (int i = 0; i < Size; i++)
        {
            uint y = (_state[i] & UpperMask) | (_state[(i + 1) % Size] & LowerMask);
            uint twist = (y & 1) == 0 ? 0 : 0x9908B0DFu;
            _state[i] = _state[(i + Shift) % Size] ^ (y >> 1) ^ twist;
        }

        _next = 0;
    }
}
