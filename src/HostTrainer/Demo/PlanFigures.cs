using System.Text.Json.Serialization;

using Edge.Runtime.Model;

namespace HostTrainer.Demo;

/// <summary>A plan as the host measures it on the samples.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="PhoneErrorRate">Errors per phone said, by the integer engine.</param>
/// <param name="PhonesPerSecond">Recognised phones per second of audio, silence not counted.</param>
/// <param name="EntropyBits">Mean entropy of the posteriors, bits per frame.</param>
/// <param name="PosteriorHash">SHA-256 over the posteriors of all samples.</param>
/// <param name="WeightBytes">All weight bytes, scales included.</param>
/// <param name="Platforms">What it costs on the published platforms.</param>
public sealed record PlanFigures(
    [property: JsonIgnore] PrecisionPlan Plan,
    double PhoneErrorRate,
    double PhonesPerSecond,
    double EntropyBits,
    string PosteriorHash,
    long WeightBytes,
    IReadOnlyList<PlatformFigures> Platforms)
{
    /// <summary>Weight and activation bits of every layer, such as <c>8x8 4x4</c>.</summary>
    public string Bits => string.Join(' ', Plan.Layers.Select(l => $"{l.WeightBits}x{l.ActivationBits}"));

    /// <summary>Whether unchanged inputs are skipped in any layer.</summary>
    public bool Delta => Plan.Layers.Any(l => l.DeltaThreshold is not null);
}
