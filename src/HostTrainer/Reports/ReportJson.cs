using System.Text.Json.Serialization;

namespace HostTrainer.Reports;

/// <summary>Source-generated JSON of a report. The default encoder escapes every character that could end a script element.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
