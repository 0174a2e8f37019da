using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>The oracle: defines what the vector forms must compute.</summary>
internal static unsafe class SruStepScalar
{
    /// <summary>Computes the units from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in SruFrame frame, int first)
    {
        for (int j = first; j < frame.Units; j++)
        {
            int c = frame.State[j];
            int f = Gate(frame.Forget[j], frame.ForgetRecurrent[j], frame.ForgetBias[j], c, frame.RecurrentShift);
            int r = Gate(frame.Reset[j], frame.ResetRecurrent[j], frame.ResetBias[j], c, frame.RecurrentShift);
            int skip = frame.ScaleHighway
                ? Rounding.ToInt16(Rounding.ShiftRight((long)frame.Highway[j] * frame.SkipMultiplier, frame.SkipShift))
                : frame.Highway[j];
            int next = Mix(f, c, frame.Candidate[j]);
            frame.State[j] = (short)next;
            frame.Output[j] = (short)Mix(r, next, skip);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Gate(int product, int recurrent, int bias, int state, int shift) =>
        GateSigmoid.Of(Rounding.ToInt16(product + bias + Rounding.ShiftRight(recurrent * state, shift)));

    // A convex combination of two int16 values: below 2^30 before the shift, an int16 after it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Mix(int gate, int open, int shut) =>
        Rounding.ShiftRight((gate * open) + ((GateSigmoid.One - gate) * shut), GateSigmoid.OutputFractionBits);
}
