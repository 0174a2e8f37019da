namespace HostTrainer.Evaluation;

/// <summary>What the first layers of a plan made of one utterance.</summary>
/// <param name="Units">[frame x unit]: the output of the last of these recurrent layers.</param>
/// <param name="Updated">Inputs that each matrix up to it transmitted, in data-path order.</param>
internal sealed record LayerOutput(short[] Units, long[] Updated);
