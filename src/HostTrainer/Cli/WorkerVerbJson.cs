using System.Text.Json.Serialization;

namespace HostTrainer.Cli;

/// <summary>Source-generated JSON of the worker verb's output.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkerDocument))]
internal sealed partial class WorkerVerbJson : JsonSerializerContext;
