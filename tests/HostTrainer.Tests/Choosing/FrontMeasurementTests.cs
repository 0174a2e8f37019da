using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;

using HostTrainer.Cli;
using HostTrainer.Evaluation;
using HostTrainer.Tests.Training.Quantized;

using Xunit;

namespace HostTrainer.Tests.Choosing;

/// <summary>Searches a small trained model on real files, then measures the front on other ones.</summary>
public sealed class FrontMeasurementTests(TrainedToy toy) : IClassFixture<TrainedToy>
{
    [Fact]
    public async Task Points_are_measured_with_the_model_their_error_comes_from()
    {
        string archive = toy.Path("measure.sqlite");
        await RunAsync(
            "start", "--preset", "bitfusion", "--max-size-mib", "100", "--error-rise", "100", "--model", toy.ModelPath, "--corpus", toy.Dev, "--subsets", "1", "--evaluations", "40",
            "--archive", archive, "--beacon-corpus", toy.Train, "--beacon-dev", toy.Dev, "--beacon-epochs", "1", "--beacon-final-halvings", "0", "--max-beacons", "1", "--beacon-least-error", "0");
        JsonElement[] points = await MeasuredAsync(archive, toy.Dev);

        Assert.NotEmpty(points);
        Assert.Contains(points, p => p.GetProperty("point").GetProperty("beacon").ValueKind != JsonValueKind.Null);
        Assert.All(points, p => Assert.Equal(p.GetProperty("point").GetProperty("error").GetDouble(), p.GetProperty("pooledError").GetDouble(), 9));
        Assert.All(await MeasuredAsync(archive, toy.Train), p => Assert.InRange(p.GetProperty("pooledError").GetDouble(), 0, 200));
    }

    [Fact]
    public async Task A_model_that_was_replaced_is_refused()
    {
        string archive = toy.Path("replaced.sqlite"), model = toy.Path("replaced.safetensors");
        File.Copy(toy.ModelPath, model);
        await RunAsync("start", "--preset", "size", "--model", model, "--corpus", toy.Dev, "--subsets", "1", "--evaluations", "10", "--archive", archive);
        await BeaconVerb.Create().Parse(
            ["train", "--model", toy.ModelPath, "--corpus", toy.Train, "--dev", toy.Dev, "--genome", "4 2 4 4 2 2 2 4", "--out", model, "--epochs", "1", "--final-halvings", "0"])
            .InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null, EnableDefaultExceptionHandler = false });

        EdgeException error = await Assert.ThrowsAsync<EdgeException>(() => RunAsync("measure", "--archive", archive, "--corpus", toy.Dev));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    private static async Task<JsonElement[]> MeasuredAsync(string archive, string corpus)
    {
        using JsonDocument document = JsonDocument.Parse(await RunAsync("measure", "--archive", archive, "--corpus", corpus, "--json"));
        return [.. document.RootElement.Clone().GetProperty("points").EnumerateArray()];
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        await SearchVerb.Create(EngineErrorEvaluator.Open).Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        return output.ToString();
    }
}
