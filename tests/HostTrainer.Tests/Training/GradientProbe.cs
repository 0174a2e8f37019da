using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Model;

using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Tests.Training;

/// <summary>
/// The trainer's pass over a network and a batch that another program made up, for comparison with its own gradients (<c>eng/compare-torch</c>). Arguments:
/// <see cref="Verb"/>, input, output. The input holds the parameters by name, <c>input</c> [row, element] and <c>logitsGradient</c> [row, class], metadata <c>topology</c>
/// and <c>lengths</c>; the output <c>logits</c>, the gradient of every parameter by its name and, for running statistics, the batch's own.
/// </summary>
internal static class GradientProbe
{
    public const string Verb = "gradients";

    public static void Run(string[] args)
    {
        SafetensorsFile file = SafetensorsFile.Load(args[1]);
        NetworkTopology topology = JsonSerializer.Deserialize(file.Metadata["topology"], TrainingJson.Default.NetworkTopology)!.Validated(args[1]);
        ParameterLayout layout = new(topology, file.Tensors.ContainsKey("x0.gamma"));
        using AlignedBuffer parameters = new(layout.Length), gradients = new(layout.Length);
        TensorStore.Read(file, args[1], "", layout, parameters);
        using SequenceBatch batch = new(topology.InputSize);
        batch.Reset([.. file.Metadata["lengths"].Split(',').Select(l => int.Parse(l, CultureInfo.InvariantCulture))]);
        file.Tensor("input", args[1]).ToSingles(args[1], [batch.Rows, topology.InputSize]).CopyTo(batch.Input.Span);
        using NetworkPass pass = new(layout);
        pass.Forward(parameters, batch);
        int[] shape = [batch.Rows, topology.Outputs];
        Dictionary<string, SafetensorsTensor> results = new() { ["logits"] = SafetensorsTensor.Of("logits", shape, (ReadOnlySpan<float>)pass.Logits) };
        file.Tensor("logitsGradient", args[1]).ToSingles(args[1], shape).CopyTo(pass.Logits);
        pass.Backward(parameters, gradients, batch);
        CopyStatistics(pass, batch.Rows, layout, gradients);
        TensorStore.Add(results, "", layout, gradients);
        new SafetensorsFile(new Dictionary<string, string>(), results).Save(args[2]);
    }

    private static void CopyStatistics(NetworkPass pass, int rows, ParameterLayout layout, AlignedBuffer target)
    {
        using NormalizationTally tally = new(layout);
        pass.CopyStatistics(rows, tally);
        foreach (ParameterSegment segment in layout.Statistics)
        {
            tally.ValuesOf(segment).CopyTo(target.Span[segment.Offset..]);
        }
    }
}
