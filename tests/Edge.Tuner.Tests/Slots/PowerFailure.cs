namespace Edge.Tuner.Tests.Slots;

/// <summary>Thrown where the power fails; nothing in the product catches it as a disk error.</summary>
internal sealed class PowerFailure() : Exception("the power failed");
