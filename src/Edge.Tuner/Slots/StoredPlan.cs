namespace Edge.Tuner.Slots;

/// <summary>Where an accepted plan is stored.</summary>
/// <param name="Slot">The slot that holds its document.</param>
/// <param name="Version">The version of the envelope.</param>
/// <param name="DocumentHash">SHA-256 of the document, 64 lower-case hexadecimal digits.</param>
public sealed record StoredPlan(PlanSlot Slot, long Version, string DocumentHash);
