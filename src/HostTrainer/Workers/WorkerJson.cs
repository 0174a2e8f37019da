using System.Text.Json;
using System.Text.Json.Serialization;

namespace HostTrainer.Workers;

/// <summary>Source-generated JSON of jobs and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EvaluationJob))]
[JsonSerializable(typeof(EvaluationAnswer))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class WorkerJson : JsonSerializerContext;
