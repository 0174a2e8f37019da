using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;
using HostTrainer.Training.Optimisation;

namespace HostTrainer.Training.Checkpoints;

/// <summary>Everything a run changes while it goes on.</summary>
public sealed class TrainingState : IDisposable
{
    /// <summary>A run at its start.</summary>
    public TrainingState(ParameterLayout layout, TrainerOptions options)
    {
        Layout = layout;
        Parameters = new AlignedBuffer(layout.Length);
        Optimizer = new AdamOptimizer(layout, options.Optimizer);
        Average = new WeightAverage(layout.Length, options.AverageDecay);
        ParameterInitializer.Fill(layout, Parameters, options.Seed);
    }

    /// <summary>Layout of every buffer.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The weights being trained.</summary>
    public AlignedBuffer Parameters { get; }

    /// <summary>Optimiser with its moments.</summary>
    public AdamOptimizer Optimizer { get; }

    /// <summary>Average of the weights.</summary>
    public WeightAverage Average { get; }

    /// <summary>How far the run is.</summary>
    public TrainingPosition Position { get; set; } = TrainingPosition.Start;

    /// <summary>The buffers by the prefix of their tensors' names.</summary>
    public IReadOnlyList<(string Prefix, AlignedBuffer Buffer)> Buffers =>
        [("", Parameters), ("average/", Average.Values), ("moment1/", Optimizer.FirstMoment), ("moment2/", Optimizer.SecondMoment)];

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        Optimizer.Dispose();
        Average.Dispose();
    }
}
