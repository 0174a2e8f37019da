using System.Text.Json.Serialization;

namespace HostTrainer.Search.Evaluation;

/// <summary>How a search chooses what to evaluate next.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchStrategy>))]
public enum SearchStrategy
{
    /// <summary>NSGA-II with MOHAQ's operators.</summary>
    [JsonStringEnumMemberName("nsga2")]
    Nsga2,

    /// <summary>Measured sensitivities of the layers, and a model of the error fitted to everything measured so far.</summary>
    [JsonStringEnumMemberName("guided")]
    Guided,
}
