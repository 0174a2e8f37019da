using System.Text.Json.Serialization;

using Edge.Runtime.Model;

namespace HostTrainer.Training;

/// <summary>The shape of the network to train; inputs and outputs follow from the front end and the labels.</summary>
/// <param name="Hidden">Hidden units per direction, a multiple of 16.</param>
/// <param name="Projection">Outputs of every projection; gated cells have none and ignore it.</param>
/// <param name="Layers">Recurrent layers.</param>
/// <param name="Bidirectional">True trains the papers' whole-utterance topology; the delay is then 0.</param>
/// <param name="Delay">Output delay in output frames.</param>
/// <param name="Cell">The recurrence; left out of JSON for SRU.</param>
public sealed record NetworkOptions(
    int Hidden = 512,
    int Projection = 256,
    int Layers = 4,
    bool Bidirectional = false,
    int Delay = 4,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] CellKind Cell = CellKind.Sru)
{
    /// <summary>The topology for a number of inputs and outputs.</summary>
    public NetworkTopology Topology(int inputs, int outputs) =>
        new NetworkTopology(inputs, Hidden, Cell == CellKind.Sru ? Projection : 0, Layers, Bidirectional, outputs, Bidirectional ? 0 : Delay, Cell)
            .Validated("training options");
}
