using System.CommandLine;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Cli;
using HostTrainer.Tests.Training;

using Xunit;

namespace HostTrainer.Tests.Quantization;

public sealed class QuantizeVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mohaq-quantize-").FullName;
    private readonly string _model;

    public QuantizeVerbTests()
    {
        _model = Path.Combine(_folder, "model.safetensors");
        ModelFile.Save(RandomNetwork.Create(), _model);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("bias")]
    [InlineData("compensated")]
    [InlineData("prepared")]
    public async Task A_fitted_model_is_written_with_a_plan_for_it(string method)
    {
        using ToyCorpus corpus = new(trainUtterances: 4, devUtterances: 1);
        string fitted = Path.Combine(_folder, "fitted.safetensors"), plan = Path.Combine(_folder, "plan.json");
        await RunAsync("--weights", "4", "--method", method, "--corpus", corpus.Train, "--model-out", fitted, "--out", plan);

        RecognizerModel model = ModelFile.Load(fitted);
        model.CheckPlan(PrecisionPlan.Load(plan), plan);
        Assert.Equal(method != "bias", model.Prepared is not null);
        Assert.StartsWith(method, model.Provenance["quantization"], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_existing_plan_can_be_given()
    {
        string first = Path.Combine(_folder, "first.json"), second = Path.Combine(_folder, "second.json");
        await RunAsync("--weights", "2", "--activations", "16", "--out", first);
        await RunAsync("--plan", first, "--out", second);
        Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(second));
    }

    [Theory]
    [InlineData("--method", "compensated")]
    [InlineData("--method", "compensated", "--corpus", "somewhere")]
    [InlineData("--corpus", "somewhere")]
    [InlineData("--method", "bias", "--model-out", "m")]
    [InlineData("--method", "prepared", "--corpus", "somewhere", "--model-out", "m", "--per-matrix")]
    public async Task Options_that_do_not_go_together_are_refused(params string[] options)
    {
        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => RunAsync([.. options, "--out", Path.Combine(_folder, "plan.json")]));
        Assert.Equal(ExitCode.Usage, e.ExitCode);
    }

    private async Task RunAsync(params string[] args)
    {
        ParseResult parsed = new RootCommand { QuantizeVerb.Create() }.Parse(["quantize", "--model", _model, .. args]);
        Assert.Empty(parsed.Errors);
        Assert.Equal(0, await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }
}
