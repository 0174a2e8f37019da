using System.Text.Json.Serialization;

namespace HostTrainer.Search.Evaluation;

/// <summary>What a search improves.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObjectiveKind>))]
public enum ObjectiveKind
{
    /// <summary>Phone error of the worst subset, percent; less is better.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>Size of weights and vectors, MiB; less is better.</summary>
    [JsonStringEnumMemberName("size")]
    Size,

    /// <summary>Modelled speed-up over the platform's 16 x 16 bit baseline; more is better.</summary>
    [JsonStringEnumMemberName("speedup")]
    Speedup,

    /// <summary>Modelled energy per inference step, uJ; less is better.</summary>
    [JsonStringEnumMemberName("energy")]
    Energy,

    /// <summary>
    /// Multiply-accumulates that are really made, weighted by their weight bits, as a share of all at 16 bits, 0 to 1: what delta thresholds and
    /// narrow weights save together. Less is better.
    /// </summary>
    [JsonStringEnumMemberName("work")]
    Work,
}
