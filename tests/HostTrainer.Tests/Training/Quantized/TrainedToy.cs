using Edge.Runtime.Model;

using HostTrainer.Quantization;

using Xunit;

namespace HostTrainer.Tests.Training.Quantized;

/// <summary>A small model that knows the phones of a <see cref="ToyCorpus"/>, trained once for several tests.</summary>
public sealed class TrainedToy : IDisposable
{
    private readonly ToyCorpus _corpus = new(trainUtterances: 24, devUtterances: 10);

    public TrainedToy()
        : this(CellKind.Sru)
    {
    }

    private TrainedToy(CellKind cell)
    {
        Assert.NotNull(ToyTraining.Run(ToyTraining.Options(_corpus, epochs: 12, cell: cell), CheckpointPath));
        Model = CheckpointImport.Run(CheckpointPath, [Train], 20, new Dictionary<string, string>(), ModelPath);
    }

    public static TrainedToy Of(CellKind cell) => new(cell);

    public string Train => _corpus.Train;

    public string Dev => _corpus.Dev;

    public RecognizerModel Model { get; }

    public string CheckpointPath => Path("float");

    public string ModelPath => Path("model");

    public string Path(string name) => System.IO.Path.Combine(_corpus.Root, name + ".safetensors");

    public void Dispose() => _corpus.Dispose();
}
