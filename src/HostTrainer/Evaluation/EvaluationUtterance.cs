namespace HostTrainer.Evaluation;

/// <summary>One labelled utterance, ready for any plan of a model.</summary>
/// <param name="Speaker">Speaker name.</param>
/// <param name="Name">Utterance name.</param>
/// <param name="Features">Network inputs of the model's front end, [frame x input], int16.</param>
/// <param name="Reference">Labelled phones.</param>
/// <param name="LabelPath">Where the labels are from, for errors.</param>
/// <param name="Samples">Samples at 16 kHz.</param>
public sealed record EvaluationUtterance(
    string Speaker, string Name, short[] Features, IReadOnlyList<string> Reference, string LabelPath, int Samples);
