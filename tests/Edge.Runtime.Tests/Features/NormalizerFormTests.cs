using Edge.Runtime.Features;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Features;

public class NormalizerFormTests
{
    [Fact]
    public void Every_vector_form_follows_the_mean_of_the_scalar_one_bit_for_bit()
    {
        foreach (VectorPath path in VectorForms.Vectors)
        {
            Random random = new(71);
            for (int bands = 8; bands <= 80; bands++)
            {
                FeatureOptions options = new(MelBands: bands, MeanFrames: random.Next(1, 100), MaxMeanFrames: 200);
                FeatureStatistics statistics = new(
                    VectorForms.Shorts(random, bands), [.. VectorForms.Shorts(random, bands).Select(s => (short)Math.Max(1, Math.Abs((int)s) & short.MaxValue))]);
                StreamNormalizer expected = new(options, statistics), found = new(options, statistics);
                for (int frame = 0; frame < 200; frame++)
                {
                    short[] values = VectorForms.Shorts(random, bands), scalar = new short[bands];
                    expected.Normalize(VectorPath.Scalar, values, scalar);
                    found.Normalize(path, values, values);
                    Assert.True(scalar.AsSpan().SequenceEqual(values), $"{path}, {bands} bands, frame {frame}");
                }
            }
        }
    }
}
