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
    public void One_round_of_kernels_cells_gates_front_end_and_streams_prints_one_json_object_with_its_environment_first()
    {
        JsonElement ratios = RunOneRound(typeof(SmokeTests).Assembly.Location, "blocks", "cells", "delta", "gates", "logmel", "streams").GetProperty("ratios");
        foreach (string name in (string[])["delta_w8_0", "delta_w8_90", "delta_w4_75", "gates_vs_tensorprimitives", "logmel_vs_mathnet", "mixed_16_w8_vs_one_by_one", "ligru_w4_vs_sru"])
        {
            Assert.True(ratios.GetProperty(name).GetProperty("median").GetDouble() > 0);
        }
    }

    [Fact]
    public void One_round_on_a_device_measures_the_default_model_at_every_precision()
    {
        string model = Path.Combine(Root, "models", "default.safetensors");
        JsonElement facts = RunOneRound(Path.Combine(AppContext.BaseDirectory, "mohaq-edge.dll"), "bench", "--model", model).GetProperty("facts");
        foreach (string key in (string[])["w16", "w8", "w4", "w2"])
        {
            Assert.Equal(0, facts.GetProperty($"{key}_bytes_allocated_over_10000_frames").GetInt64());
            Assert.Equal(1, facts.GetProperty($"{key}_updated_fraction").GetDouble());
            Assert.True(facts.GetProperty($"{key}_streams_per_core").GetDouble() > 0);
            Assert.True(facts.GetProperty($"{key}_bytes_per_stream").GetInt64() > 0);
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

    [Theory]
    [InlineData(CellKind.Sru)]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.LiGru)]
    public void The_benchmark_models_have_2_3_million_weights(CellKind cell) =>
        Assert.InRange(BenchModel.TopologyOf(cell).Matrices().Sum(m => m.Weights), 2_250_000, 2_350_000);

    private static string Root
    {
        get
        {
            DirectoryInfo? directory = new(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "MohaqEdge.sln")))
            {
                directory = directory.Parent;
            }

            return directory?.FullName ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }
    }

    /// <summary>The one document a program prints, checked for what all have in common.</summary>
    private static JsonElement RunOneRound(string program, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", program, .. arguments, "--rounds", "1", "--json"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement.Clone();
        Assert.Equal(["schema", "environment"], root.EnumerateObject().Take(2).Select(p => p.Name));
        Assert.Equal(BenchReport.CurrentSchema, root.GetProperty("schema").GetInt32());
        Assert.True(root.GetProperty("environment").GetProperty("cores").GetInt32() >= 1);
        return root;
    }
}
