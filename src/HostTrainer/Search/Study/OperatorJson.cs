using System.Text.Json.Serialization;

namespace HostTrainer.Search.Study;

/// <summary>Source-generated JSON of <see cref="OperatorSession"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OperatorRequest))]
[JsonSerializable(typeof(OperatorReply))]
internal sealed partial class OperatorJson : JsonSerializerContext;
