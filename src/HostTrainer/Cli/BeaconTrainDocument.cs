using System.Text.Json.Serialization;

namespace HostTrainer.Cli;

/// <summary>What <c>mohaq beacon train --json</c> prints.</summary>
/// <param name="Schema">Schema number, 1.</param>
/// <param name="Model">The model file.</param>
/// <param name="ModelHash">Its SHA-256.</param>
/// <param name="ParentHash">SHA-256 of the model it was retrained from.</param>
/// <param name="Bits">Weight and activation bits of every layer in data-path order.</param>
/// <param name="Epochs">Epochs made.</param>
/// <param name="Steps">Optimiser steps made.</param>
/// <param name="DevError">Mean phone error rate over the development corpora, as the retraining simulates the plan.</param>
/// <param name="Seconds">Time since it was started or resumed.</param>
internal sealed record BeaconTrainDocument(
    int Schema, string Model, string ModelHash, string ParentHash, string Bits, int Epochs, long Steps, double DevError, double Seconds);

/// <summary>Source-generated JSON of the verb.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BeaconTrainDocument))]
internal sealed partial class BeaconVerbJson : JsonSerializerContext;
