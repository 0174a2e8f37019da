using System.Text.Json.Serialization;

namespace HostTrainer.Cli;

/// <summary>Source-generated JSON of the delta verbs' output.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeltaSweepDocument))]
internal sealed partial class DeltaVerbJson : JsonSerializerContext;
