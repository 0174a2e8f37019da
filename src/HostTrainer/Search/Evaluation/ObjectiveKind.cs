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
}
