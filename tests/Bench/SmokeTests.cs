using System.Diagnostics;
using System.Text.Json;

using Agent.Bench;

using Bench.Elementwise;

using Edge.Runtime.Features;
using Edge.Runtime.Model;

using Xunit;

namespace Bench;

/// <summary>That the benchmarks run and measure what they say. Their times decide nothing here.</summary>
public sealed class SmokeTests
{
    [Fact]
    public void One_round_of_the_kernels_gates_and_front_end_prints_one_json_object_with_its_environment_first()
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(SmokeTests).Assembly.Location, "delta", "gates", "logmel", "--rounds", "1", "--json"])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(["schema", "environment"], document.RootElement.EnumerateObject().Take(2).Select(p => p.Name));
        Assert.Equal(1, document.RootElement.GetProperty("schema").GetInt32());
        Assert.True(document.RootElement.GetProperty("environment").GetProperty("cores").GetInt32() >= 1);
        JsonElement ratios = document.RootElement.GetProperty("ratios");
        foreach (string name in (string[])["delta_w8_0", "delta_w8_90", "delta_w4_75", "gates_vs_tensorprimitives", "logmel_vs_mathnet"])
        {
            Assert.True(ratios.GetProperty(name).GetProperty("median").GetDouble() > 0);
        }
    }

    [Fact]
    public void A_recogniser_allocates_nothing_over_ten_thousand_frames()
    {
        RecognizerModel model = BenchModel.Create(seed: 2);
        Assert.Equal(0, RecogniserBench.AllocatedBytes(new QuantizedNetwork(model, model.UniformPlan(8, 8))));
    }

    [Fact]
    public void The_frame_that_MathNet_computes_is_the_frame_of_the_engine()
    {
        FeatureOptions options = new();
        short[] codes = new short[options.MelBands];
        float[] values = new float[options.MelBands];
        short[] window = BenchSignal.Make(FeatureOptions.WindowSamples);
        new LogMelFilterbank(options).Compute(window, codes);
        new MathNetLogMel(options).Compute(window, values);
        Assert.All(codes.Zip(values), pair =>
            Assert.InRange(pair.First - (pair.Second * (1 << LogMelFilterbank.FractionBits)), -2, 2));
    }

    [Fact]
    public void The_benchmark_model_has_2_3_million_weights() =>
        Assert.InRange(BenchModel.Topology.Matrices().Sum(m => m.Weights), 2_250_000, 2_350_000);
}
