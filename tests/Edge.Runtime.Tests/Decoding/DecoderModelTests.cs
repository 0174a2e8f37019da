using System.Text;

using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;

using Xunit;

namespace Edge.Runtime.Tests.Decoding;

public class DecoderModelTests
{
    private static readonly DecoderModel Model = RandomDecoding.Model(new Random(1), 4, 3);

    [Fact]
    public void A_model_survives_json()
    {
        DecoderModel read = DecoderModel.Parse(Model.ToJson(), "test");
        Assert.Equal(Model.ToJson(), read.ToJson());
        Assert.Equal(Model.Bigram, read.Bigram);
        Assert.Equal(Model.InsertionPenalty, read.InsertionPenalty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"schema\":1,\"phones\":[null],\"logPrior\":[0],\"bigram\":[[0,0],[0,0]],\"minFrames\":[1]}")]
    [InlineData("{\"schema\":1,\"phones\":[\"a\"],\"logPrior\":[0],\"bigram\":[[0,0],null],\"minFrames\":[1]}")]
    [InlineData("{\"schema\":1,\"phones\":[\"a\"],\"logPrior\":[0],\"bigram\":[[0,0],[0,0]],\"minFrames\":[1],\"extra\":1}")]
    public void Other_documents_are_refused(string json) => AssertRefused(() => DecoderModel.Parse(Encoding.UTF8.GetBytes(json), "test"));

    [Fact]
    public void Every_shape_and_range_is_checked()
    {
        DecoderModel[] wrong =
        [
            Model with { Schema = 2 },
            Model with { Phones = [] },
            Model with { Phones = ["a", "b", "c", "a"] },
            Model with { Phones = ["a", "b", "c"] },
            Model with { LogPrior = [0, 0, 0, 1] },
            Model with { LogPrior = [0, 0, 0] },
            Model with { MinFrames = [1, 1, 1, 33] },
            Model with { Bigram = Model.Bigram[1..] },
            Model with { Bigram = [.. Model.Bigram[1..], [0, 0, 0, 0]] },
            Model with { Bigram = [.. Model.Bigram[1..], [0, 0, 0, 0, LogProbability.Never - 1]] },
            Model with { AcousticScale = 0 },
            Model with { LanguageScale = -1 },
            Model with { PriorScale = 1025 },
            Model with { InsertionPenalty = 131073 },
        ];
        Assert.Same(Model, Model.Validated("test"));
        Assert.All(wrong, model => AssertRefused(() => model.Validated("test")));
    }

    private static void AssertRefused(Action action)
    {
        EdgeException error = Assert.Throws<EdgeException>(action);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Equal("test", error.Where);
    }
}
