using System.Text.Json.Serialization;

using Edge.Runtime.Scoring;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq evaluate --json</c> prints.</summary>
internal sealed record EvaluateDocument(
    int Schema,
    long Utterances,
    long Frames,
    double PhoneErrorRate,
    long Substitutions,
    long Deletions,
    long Insertions,
    long Phones,
    double PosteriorEntropyMean,
    string PosteriorHash,
    string ModelHash,
    long WeightBytes,
    double AudioSeconds,
    double Seconds,
    IReadOnlyDictionary<string, double>? UpdatedFraction,
    IReadOnlyDictionary<string, double> Speakers,
    IReadOnlyList<PhoneConfusion> Confusions);

/// <summary>Source-generated JSON of the verb.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EvaluateDocument))]
internal sealed partial class EvaluateVerbJson : JsonSerializerContext;
