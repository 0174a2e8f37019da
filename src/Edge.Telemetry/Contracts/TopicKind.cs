namespace Edge.Telemetry.Contracts;

/// <summary>What a topic carries: its part after the device's name.</summary>
public enum TopicKind
{
    /// <summary><c>state</c>: birth and last will, retained.</summary>
    State,

    /// <summary><c>telemetry</c>: figures of one window of audio.</summary>
    Telemetry,

    /// <summary><c>events</c>: recognised phones.</summary>
    Events,

    /// <summary><c>plan/desired</c>: the signed plan the device should run, retained; written by the host.</summary>
    PlanDesired,

    /// <summary><c>plan/reported</c>: what became of the desired plan, retained.</summary>
    PlanReported,

    /// <summary><c>profile</c>: measured cost of kernels on this very device.</summary>
    Profile,

    /// <summary><c>health</c>: the process and its journal.</summary>
    Health,
}
