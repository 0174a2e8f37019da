namespace HostTrainer.Demo;

/// <summary>One side of the comparison.</summary>
/// <param name="PlanVersion">Version of the plan on the device; 0 is the model's own 16 bits.</param>
/// <param name="Host">As the host measures the plan on the samples.</param>
/// <param name="Device">As the device measured itself; null when it never ran the plan.</param>
public sealed record DemoSide(long PlanVersion, PlanFigures Host, DeviceFigures? Device);
