using System.Text.Json.Serialization;

namespace HostTrainer.Cli;

/// <summary>Source-generated JSON of the platform verbs' output.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlatformCostDocument))]
[JsonSerializable(typeof(PlatformListDocument))]
[JsonSerializable(typeof(PlatformProfileDocument))]
internal sealed partial class PlatformVerbJson : JsonSerializerContext;
