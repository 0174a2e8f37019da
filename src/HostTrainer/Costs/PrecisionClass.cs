using System.Numerics;

namespace HostTrainer.Costs;

/// <summary>The precisions a device is measured at, numbered: 2, 4, 8, 16-bit weights, each with 8 and 16-bit activations.</summary>
internal static class PrecisionClass
{
    /// <summary>Number of precisions.</summary>
    public const int Count = 8;

    /// <summary>The number of a precision.</summary>
    public static int Of(int weightBits, int activationBits) => (2 * (BitOperations.Log2((uint)weightBits) - 1)) + (activationBits > 8 ? 1 : 0);

    /// <summary>Weight bits of a number.</summary>
    public static int WeightBits(int number) => 2 << (number / 2);

    /// <summary>Activation bits of a number.</summary>
    public static int ActivationBits(int number) => number % 2 == 0 ? 8 : 16;
}
