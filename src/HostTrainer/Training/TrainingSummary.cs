namespace HostTrainer.Training;

/// <summary>What a finished run reports.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Model">The model file.</param>
/// <param name="Epochs">Epochs made.</param>
/// <param name="Steps">Optimiser steps made.</param>
/// <param name="TrainFrameError">Share of wrong frames in the last epoch, on varied data with dropout; 1 for CTC.</param>
/// <param name="DevError">Mean phone error rate over the development corpora, decoder tuned on them.</param>
/// <param name="Weights">Weights in matrices.</param>
/// <param name="Seconds">Time the run took since it was started or resumed.</param>
public sealed record TrainingSummary(
    int Schema, string Model, int Epochs, long Steps, double TrainFrameError, double DevError, long Weights, double Seconds);
