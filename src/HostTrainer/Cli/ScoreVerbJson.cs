using System.Text.Json.Serialization;

namespace HostTrainer.Cli;

/// <summary>Source-generated JSON of the score verb's output.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScoreDocument))]
internal sealed partial class ScoreVerbJson : JsonSerializerContext;
