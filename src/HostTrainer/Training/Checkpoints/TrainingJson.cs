using System.Text.Json.Serialization;

using Edge.Runtime.Features;
using Edge.Runtime.Model;

namespace HostTrainer.Training.Checkpoints;

/// <summary>Source-generated JSON of checkpoints and the <c>train</c> verb.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TrainerOptions))]
[JsonSerializable(typeof(TrainingPosition))]
[JsonSerializable(typeof(TrainingSummary))]
[JsonSerializable(typeof(NetworkTopology))]
[JsonSerializable(typeof(FeatureOptions))]
[JsonSerializable(typeof(FeatureStatistics))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class TrainingJson : JsonSerializerContext;
