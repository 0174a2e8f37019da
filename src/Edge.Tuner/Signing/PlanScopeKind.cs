namespace Edge.Tuner.Signing;

/// <summary>Whom a plan is for.</summary>
public enum PlanScopeKind
{
    /// <summary>One device: <c>device:SITE/DEVICE</c>.</summary>
    Device,

    /// <summary>Every device of one hardware class: <c>class:NAME</c>.</summary>
    Class,
}
