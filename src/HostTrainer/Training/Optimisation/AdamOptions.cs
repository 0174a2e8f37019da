namespace HostTrainer.Training.Optimisation;

/// <summary>Constants of the optimiser.</summary>
/// <param name="Beta1">Memory of the first moment.</param>
/// <param name="Beta2">Memory of the second moment.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="WeightDecay">Share of every matrix weight taken off per step, times the learning rate (decoupled, Loshchilov and Hutter 2019).</param>
/// <param name="ClipNorm">Largest Euclidean norm of the whole gradient.</param>
public sealed record AdamOptions(
    float Beta1 = 0.9f, float Beta2 = 0.99f, float Epsilon = 1e-8f, float WeightDecay = 0.02f, float ClipNorm = 1f);
