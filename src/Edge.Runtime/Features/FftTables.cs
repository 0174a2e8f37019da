using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// Twiddle factors of the 512-point real transform: cosines and negated sines of whole turns, each computed in double and
/// rounded once. First as plain tables for the scalar form, then in the order in which the vector form reads them.
/// </summary>
internal static unsafe class FftTables
{
    /// <summary>Offset of cos(2 pi k / 256), k = 0..127, then of -sin.</summary>
    public const int Half = 0;

    /// <summary>Offset of cos(2 pi k / 512), k = 0..255, then of -sin.</summary>
    public const int Whole = Half + (2 * 128);

    /// <summary>
    /// Offset of the factors of three passes of two stages each, at strides 1, 4 and 16: for 64 butterflies the cosines and negated
    /// sines of the first stage's lower and upper half and of the second stage.
    /// </summary>
    public const int Passes = Whole + (2 * 256);

    /// <summary>Floats of one pass.</summary>
    public const int PassSize = 6 * Butterflies;

    /// <summary>Butterflies of a pass over two stages.</summary>
    public const int Butterflies = 64;

    /// <summary>Floats of all tables.</summary>
    public const int Size = Passes + (3 * PassSize);

    private static readonly AlignedBuffer<float> Memory = Build();

    /// <summary>The tables, on a cache line boundary.</summary>
    public static float* Pointer => Memory.Pointer;

    /// <summary>Writes the tables to <see cref="Size"/> floats.</summary>
    public static void Fill(float* tables)
    {
        FillTurn(tables + Half, 128, 256);
        FillTurn(tables + Whole, 256, 512);
        float* pass = tables + Passes;
        for (int stride = 1; stride <= 16; stride *= 4)
        {
            for (int j = 0; j < Butterflies; j++)
            {
                int group = j & -stride;
                Copy(tables, group, pass + j);
                Copy(tables, (j + Butterflies) & -stride, pass + (2 * Butterflies) + j);
                Copy(tables, 2 * group, pass + (4 * Butterflies) + j);
            }

            pass += PassSize;
        }
    }

    private static void FillTurn(float* table, int count, int turn)
    {
        for (int k = 0; k < count; k++)
        {
            table[k] = (float)ExactMath.CosTurn(k, turn);
            table[count + k] = -(float)ExactMath.SinTurn(k, turn);
        }
    }

    private static void Copy(float* tables, int k, float* target)
    {
        target[0] = tables[Half + k];
        target[Butterflies] = tables[Half + 128 + k];
    }

    private static AlignedBuffer<float> Build()
    {
        AlignedBuffer<float> memory = new(Size);
        Fill(memory.Pointer);
        return memory;
    }
}
