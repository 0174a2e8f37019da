using System.Text.Json.Serialization;

namespace HostTrainer.Search.Evaluation;

/// <summary>Source-generated JSON of search settings.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SearchSettings))]
internal sealed partial class SearchJson : JsonSerializerContext;
