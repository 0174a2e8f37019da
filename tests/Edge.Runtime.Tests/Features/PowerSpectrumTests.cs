using Edge.Runtime.Features;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Features;

public class PowerSpectrumTests
{
    [Fact]
    public void It_equals_the_definition_of_the_transform()
    {
        Random random = new(1);
        float[] samples = [.. Enumerable.Range(0, RealFft512.Size).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        float[] power = Power(new RealFft512(), VectorPath.Scalar, samples);
        for (int k = 0; k < power.Length; k++)
        {
            double re = 0, im = 0;
            for (int n = 0; n < samples.Length; n++)
            {
                re += samples[n] * Math.Cos(2 * Math.PI * k * n / samples.Length);
                im -= samples[n] * Math.Sin(2 * Math.PI * k * n / samples.Length);
            }

            Assert.Equal((re * re) + (im * im), power[k], 1e-2);
        }
    }

    [Fact]
    public void Every_vector_form_gives_the_bits_of_the_scalar_one()
    {
        const int Frames = 4000;
        Random random = new(2);
        RealFft512 fft = new();
        for (int frame = 0; frame < Frames; frame++)
        {
            float[] samples = Samples(random, frame);
            float[] expected = Power(fft, VectorPath.Scalar, samples);
            foreach (VectorPath path in VectorForms.Vectors)
            {
                Assert.True(expected.AsSpan().SequenceEqual(Power(fft, path, samples)), $"{path}, frame {frame}");
            }
        }
    }

    /// <summary>Noise, tones on and off a bin, an impulse, a constant, full-scale alternation, silence: of any amplitude, some padded.</summary>
    private static float[] Samples(Random random, int frame)
    {
        double amplitude = Math.Pow(2, random.NextDouble() * 15), frequency = random.Next(3) == 0 ? random.Next(257) : random.NextDouble() * 256;
        int position = random.Next(400), length = random.Next(2) == 0 ? 400 : RealFft512.Size;
        return [.. Enumerable.Range(0, RealFft512.Size).Select(n => n >= length ? 0 : (float)(amplitude * (frame % 8) switch
        {
            0 => Math.Cos(2 * Math.PI * frequency * n / RealFft512.Size),
            1 => n == position ? 1 : 0,
            2 => 1,
            3 => n % 2 == 0 ? 1 : -1,
            4 => 0,
            _ => (random.NextDouble() * 2) - 1,
        }))];
    }

    private static unsafe float[] Power(RealFft512 fft, VectorPath path, float[] samples)
    {
        for (int i = 0; i < RealFft512.Size / 2; i++)
        {
            fft.Even[i] = samples[2 * i];
            fft.Odd[i] = samples[(2 * i) + 1];
        }

        float[] power = new float[RealFft512.Bins];
        fixed (float* target = power)
        {
            FftStep.Run(path, fft.Frame(target));
        }

        return power;
    }
}
