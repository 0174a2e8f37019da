using Edge.Runtime.Model;

namespace Edge.Telemetry.Platforms;

/// <summary>A topology file that gives the dimensions of a network.</summary>
/// <param name="InputSize">Elements of one network input.</param>
/// <param name="Hidden">Hidden units per direction.</param>
/// <param name="Layers">Recurrent layers.</param>
/// <param name="Outputs">Outputs of the FC layer.</param>
/// <param name="Projection">Outputs of every projection; 0 for gated cells.</param>
/// <param name="Bidirectional">Both directions in every layer.</param>
/// <param name="OutputDelay">Frames by which the output lags; costs nothing.</param>
/// <param name="Cell">The recurrence.</param>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Name; null for that of the file.</param>
internal sealed record TopologyDocument(
    int InputSize,
    int Hidden,
    int Layers,
    int Outputs,
    int Projection = 0,
    bool Bidirectional = false,
    int OutputDelay = 0,
    CellKind Cell = CellKind.Sru,
    int Schema = 1,
    string? Name = null)
{
    /// <summary>The network, not yet checked.</summary>
    public NetworkTopology ToTopology() => new(InputSize, Hidden, Projection, Layers, Bidirectional, Outputs, OutputDelay, Cell);
}
