using System.Text.Json.Serialization;

namespace HostTrainer.Cli;

/// <summary>Source-generated JSON of the search verbs' output.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SearchFrontDocument))]
[JsonSerializable(typeof(SearchStudyDocument))]
[JsonSerializable(typeof(SearchChooseDocument))]
[JsonSerializable(typeof(SearchExplainDocument))]
[JsonSerializable(typeof(SearchReportDocument))]
[JsonSerializable(typeof(SearchMeasureDocument))]
internal sealed partial class SearchVerbJson : JsonSerializerContext;
