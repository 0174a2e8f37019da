namespace Edge.Runtime.Kernels.Emitted;

/// <summary>
/// How emitted kernels separate the digits of packed bytes. Products are summed for the byte masked to its lowest digit, to its two lowest, and so on up to
/// the whole byte; the digits' own sums are differences of these: m(0) = d(0), m(i) = m(i - 1) + 2^(bits i) d(i). So a digit costs one
/// mask at most. Every sum may wrap; the differences stay below 2^31 (docs/kernels.md).
/// </summary>
internal static class DigitVectors
{
    private const int FirstMask = 29;

    /// <summary>Puts the masks of all digits but the last into registers.</summary>
    public static void SetMasks(Assembler a, int bits)
    {
        for (int digit = 0; digit < TileLayout.RowsPerByte(bits) - 1; digit++)
        {
            int mask = (1 << (bits * (digit + 1))) - 1;
            a.Set32(Gpr.Rax, mask * 0x01010101);
            a.Broadcast(Mask(digit), Gpr.Rax);
        }
    }

    /// <summary>The bytes masked for a digit: <paramref name="masked"/>, or the bytes themselves for the last one.</summary>
    public static Zmm Masked(Assembler a, int bits, int digit, Zmm bytes, Zmm masked)
    {
        if (digit == TileLayout.RowsPerByte(bits) - 1)
        {
            return bytes;
        }

        a.And(masked, bytes, Mask(digit));
        return masked;
    }

    /// <summary>Turns masked sums, which all began with 0, into the digits' own.</summary>
    /// <param name="a">Receives the code.</param>
    /// <param name="bits">Width of a digit.</param>
    /// <param name="sum">Register of a digit's sums.</param>
    public static void Separate(Assembler a, int bits, Func<int, Zmm> sum)
    {
        for (int digit = TileLayout.RowsPerByte(bits) - 1; digit > 0; digit--)
        {
            a.Subtract(sum(digit), sum(digit), sum(digit - 1));
            a.ShiftRight(sum(digit), sum(digit), bits * digit);
        }
    }

    private static Zmm Mask(int digit) => new(FirstMask + digit);
}
