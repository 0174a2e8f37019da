using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>How a forward pass drops inputs.</summary>
/// <param name="Random">Source of the masks.</param>
/// <param name="Rate">Probability of dropping an element, 0 to below 1.</param>
public readonly record struct DropoutDraw(SeededRandom Random, float Rate);
