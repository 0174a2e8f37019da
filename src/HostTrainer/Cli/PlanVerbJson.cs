using System.Text.Json.Serialization;

namespace HostTrainer.Cli;

/// <summary>Source-generated JSON of the plan verbs' output.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlanKeygenDocument))]
[JsonSerializable(typeof(PlanSignDocument))]
[JsonSerializable(typeof(PlanVerifyDocument))]
[JsonSerializable(typeof(PlanDiffDocument))]
[JsonSerializable(typeof(PlanPushDocument))]
internal sealed partial class PlanVerbJson : JsonSerializerContext;
