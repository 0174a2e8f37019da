using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Cli;
using HostTrainer.Tests.Training.Quantized;

using Xunit;

namespace HostTrainer.Tests.Search.Beacons;

public sealed class BeaconVerbTests(TrainedToy toy) : IClassFixture<TrainedToy>
{
    private const string Genome = "4 2 4 4 2 2 2 4";

    [Fact]
    public async Task The_verb_writes_a_model_that_says_where_it_came_from()
    {
        string path = toy.Path("verb");
        using JsonDocument printed = JsonDocument.Parse(await RunAsync(["--genome", Genome, "--out", path, "--epochs", "1", "--final-halvings", "0", "--json"]));
        RecognizerModel model = ModelFile.Load(path);
        Assert.Equal(model.Hash, printed.RootElement.GetProperty("modelHash").GetString());
        Assert.Equal(toy.Model.Hash, printed.RootElement.GetProperty("parentHash").GetString());
        Assert.Equal("4 4 2 2 2 4 2 4", printed.RootElement.GetProperty("bits").GetString());
        Assert.Equal(1, printed.RootElement.GetProperty("schema").GetInt32());
        Assert.Equal(toy.Model.Hash, model.Provenance["parent"]);
    }

    [Theory]
    [InlineData("--genome", "2 2 2")]
    [InlineData("--genome", "2 2 2 2 2 2 2 3")]
    [InlineData("--resume", "false")]
    public async Task A_plan_that_is_missing_or_wrong_is_refused(string option, string value)
    {
        EdgeException error = await Assert.ThrowsAsync<EdgeException>(() => RunAsync([option, value, "--out", toy.Path("refused")]));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.False(File.Exists(toy.Path("refused")));
    }

    [Fact]
    public async Task Going_on_without_a_state_is_refused()
    {
        EdgeException error = await Assert.ThrowsAsync<EdgeException>(() => RunAsync(["--genome", Genome, "--out", toy.Path("nothing"), "--resume"]));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    private async Task<string> RunAsync(string[] arguments)
    {
        using StringWriter output = new();
        string[] all = ["train", "--model", toy.ModelPath, "--corpus", toy.Train, "--dev", toy.Dev, .. arguments];
        await BeaconVerb.Create().Parse(all).InvokeAsync(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        return output.ToString();
    }
}
