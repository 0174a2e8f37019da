using System.Text.Json.Serialization;

namespace Edge.Runtime.Model;

/// <summary>The recurrence of a network's layers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CellKind>))]
public enum CellKind
{
    /// <summary>Simple recurrent unit with highway connection and projections between layers (Lei et al. 2018).</summary>
    [JsonStringEnumMemberName("sru")]
    Sru,

    /// <summary>Long short-term memory without peepholes (Hochreiter and Schmidhuber 1997; Gers et al. 2000).</summary>
    [JsonStringEnumMemberName("lstm")]
    Lstm,

    /// <summary>Gated recurrent unit, reset gate in front of the candidate's product (Cho et al. 2014).</summary>
    [JsonStringEnumMemberName("gru")]
    Gru,

    /// <summary>Light gated recurrent unit: an update gate alone, rectified candidate (Ravanelli et al. 2018).</summary>
    [JsonStringEnumMemberName("liGru")]
    LiGru,
}
