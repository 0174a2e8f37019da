using HostTrainer.Training.Losses;

namespace HostTrainer.Training.Checkpoints;

/// <summary>How far a run is. Random numbers are functions of seed and position, so this and the weights are the whole state.</summary>
/// <param name="Epoch">Epoch in progress, from 0.</param>
/// <param name="Batch">Next batch of the epoch.</param>
/// <param name="Step">Optimiser steps made.</param>
/// <param name="Halvings">Halvings of the learning rate so far.</param>
/// <param name="BestError">Best development error so far; very large before the first epoch ends.</param>
/// <param name="Tally">Sums of the epoch in progress.</param>
public sealed record TrainingPosition(int Epoch, int Batch, long Step, int Halvings, double BestError, LossTally Tally)
{
    /// <summary>The start of a run.</summary>
    public static TrainingPosition Start { get; } = new(0, 0, 0, 0, double.MaxValue, default);
}
