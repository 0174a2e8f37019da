using Edge.Runtime.Features;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Features;

/// <summary>The vector forms of the log-mel frame against the scalar one.</summary>
public class LogMelFormTests
{
    [Fact]
    public void Every_vector_form_gives_the_bits_of_the_scalar_one_for_any_number_of_bands()
    {
        Random random = new(41);
        for (int bands = 8; bands <= 80; bands++)
        {
            LogMelFilterbank filterbank = new(new FeatureOptions(MelBands: bands, LowHz: random.Next(0, 300), HighHz: random.Next(3000, 8001)));
            short[] expected = new short[bands], found = new short[bands];
            for (int frame = 0; frame < 200; frame++)
            {
                short[] pcm = VectorForms.Shorts(random, FeatureOptions.WindowSamples);
                filterbank.Compute(VectorPath.Scalar, pcm, expected);
                foreach (VectorPath path in VectorForms.Vectors)
                {
                    filterbank.Compute(path, pcm, found);
                    Assert.True(expected.AsSpan().SequenceEqual(found), $"{path}, {bands} bands, frame {frame}");
                }
            }
        }
    }
}
