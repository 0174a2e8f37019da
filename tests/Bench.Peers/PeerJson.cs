using System.Text.Json.Serialization;

namespace Bench.Peers;

/// <summary>Source-generated JSON of the document.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(PeerDocument))]
internal sealed partial class PeerJson : JsonSerializerContext;
