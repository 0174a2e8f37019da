using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Numerics;

public class SoftmaxFormTests
{
    [Fact]
    public void Every_vector_form_gives_the_bits_of_the_scalar_one()
    {
        Random random = new(61);
        int compared = 0;
        for (int trial = 0; compared < 1_000_000; trial++)
        {
            int outputs = trial % 50 == 0 ? random.Next(1, 3000) : random.Next(1, 200);
            int width = random.Next(1, 31);
            int[] logits = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-(1 << (width - 1)), 1 << (width - 1)))];
            int[] expected = new int[outputs];
            Log2Softmax.Apply(VectorPath.Scalar, logits, expected);
            foreach (VectorPath path in VectorForms.Vectors)
            {
                int[] found = new int[outputs];
                Log2Softmax.Apply(path, logits, found);
                Assert.True(expected.AsSpan().SequenceEqual(found), $"{path}, trial {trial}");
            }

            compared += outputs;
        }
    }

    [Fact]
    public void Every_difference_to_the_largest_logit_gives_the_bits_of_the_scalar_form()
    {
        // All fractions, and all whole parts around the point from which a term is left out.
        int[] logits = [0, .. Enumerable.Range(0, 1 << 18).Select(i => -i), .. Enumerable.Range(22 << 16, 3 << 16).Select(i => -i)];
        for (int at = 1; at + 64 <= logits.Length; at += 61)
        {
            int[] part = [0, .. logits.AsSpan(at, 63)], expected = new int[64];
            Log2Softmax.Apply(VectorPath.Scalar, part, expected);
            foreach (VectorPath path in VectorForms.Vectors)
            {
                int[] found = new int[64];
                Log2Softmax.Apply(path, part, found);
                Assert.True(expected.AsSpan().SequenceEqual(found), $"{path} from {at}");
            }
        }
    }
}
