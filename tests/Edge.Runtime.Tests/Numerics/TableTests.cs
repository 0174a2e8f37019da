using System.Numerics;

using Edge.Runtime.Decoding;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Numerics;

public class TableTests
{
    [Fact]
    public void The_gate_is_within_its_stated_error_and_monotone_everywhere()
    {
        int before = 0;
        for (int x = short.MinValue; x <= short.MaxValue; x++)
        {
            int gate = GateSigmoid.Of((short)x);
            double exact = GateSigmoid.One / (1 + Math.Exp(-(double)x / (1 << GateSigmoid.InputFractionBits)));
            Assert.InRange(gate - exact, -1.3, 1.3);
            Assert.True(gate >= before);
            before = gate;
        }
    }

    [Fact]
    public void Log_posteriors_agree_with_the_definition_to_a_unit()
    {
        Random random = new(3);
        for (int trial = 0; trial < 2000; trial++)
        {
            double width = random.Next(1, 40);
            int[] logits = [.. Enumerable.Range(0, 39).Select(_ => (int)(((random.NextDouble() * 2) - 1) * width * 65536))];
            int[] log = new int[logits.Length];
            Log2Softmax.Apply(logits, log);
            double sum = logits.Sum(l => Math.Pow(2, l / 65536.0));
            for (int i = 0; i < log.Length; i++)
            {
                double exact = ((logits[i] / 65536.0) - Math.Log2(sum)) * (1 << LogProbability.FractionBits);
                Assert.InRange(log[i] - exact, -1.01, 1.01);
            }
        }
    }

    [Fact]
    public void Requantisation_is_the_rounded_product_for_any_accumulator()
    {
        Random random = new(5);
        for (int trial = 0; trial < 5000; trial++)
        {
            double ratio = Math.Pow(2, (random.NextDouble() * 46) - 41);
            (int multiplier, byte shift) = Requantizer.Decompose(ratio, "test");
            Assert.InRange(Math.ScaleB(multiplier, -shift) / ratio, 1 - Math.Pow(2, -20.9), 1 + Math.Pow(2, -20.9));

            long accumulator = random.NextInt64(-(1L << 41) + 1, 1L << 41);
            short[] output = new short[1];
            new Requantizer([ratio], short.MinValue, short.MaxValue, "test").Apply([accumulator], output);
            BigInteger exact = (((BigInteger)accumulator * multiplier * 2) + (BigInteger.One << shift)) >> (shift + 1);
            Assert.Equal((short)BigInteger.Min(short.MaxValue, BigInteger.Max(short.MinValue, exact)), output[0]);
        }
    }
}
