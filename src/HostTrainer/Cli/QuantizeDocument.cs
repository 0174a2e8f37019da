using System.Text.Json.Serialization;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq quantize --json</c> prints.</summary>
/// <param name="Schema">1.</param>
/// <param name="Plan">Plan file.</param>
/// <param name="WeightBytes">All weight bytes of the plan.</param>
/// <param name="Compression">Times smaller than float32.</param>
/// <param name="Layers">Every matrix.</param>
/// <param name="Model">Model file that was written, or null.</param>
/// <param name="ModelHash">Hash of the model the plan is for.</param>
/// <param name="Method">How weights are rounded.</param>
/// <param name="Divergence">Of the posteriors from the float master's on the calibration speech, nats per frame; null without speech.</param>
internal sealed record QuantizeDocument(
    int Schema,
    string Plan,
    long WeightBytes,
    double Compression,
    IReadOnlyList<QuantizedLayer> Layers,
    string? Model,
    string ModelHash,
    string Method,
    double? Divergence);

/// <summary>One layer of a plan.</summary>
internal sealed record QuantizedLayer(string Name, int Weights, int WeightBits, int ActivationBits, double? WeightSqnrDecibels, double ActivationStep);

/// <summary>Source-generated JSON of the verb.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuantizeDocument))]
internal sealed partial class QuantizeVerbJson : JsonSerializerContext;
