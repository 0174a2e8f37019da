using Edge.Runtime.Model;

namespace HostTrainer.Training.Quantized;

/// <summary>What a retraining starts from and aims at; kept with the options, so that a state is not resumed for another plan.</summary>
/// <param name="ParentHash">SHA-256 of the file of the model it starts from, 64 lower-case hexadecimal digits.</param>
/// <param name="Layers">The plan that is trained for, in data-path order.</param>
/// <param name="PerMatrixScale">One weight step per matrix instead of one per row.</param>
public sealed record RetrainingSource(string ParentHash, IReadOnlyList<LayerPrecision> Layers, bool PerMatrixScale);
