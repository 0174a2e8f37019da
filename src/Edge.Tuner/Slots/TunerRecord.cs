namespace Edge.Tuner.Slots;

/// <summary>What a device remembers about plans over restarts and power failures.</summary>
/// <param name="Schema">1.</param>
/// <param name="Sequence">Grows by one with every write; the higher one of two whole records holds.</param>
/// <param name="HighestVersion">The highest version ever accepted, 0 at first. Only higher ones are accepted.</param>
/// <param name="Committed">The plan in force, or null while none was ever committed.</param>
/// <param name="Previous">The plan in force before it, while its slot is untouched.</param>
/// <param name="Candidate">The plan last accepted.</param>
public sealed record TunerRecord(
    int Schema,
    long Sequence,
    long HighestVersion,
    StoredPlan? Committed = null,
    StoredPlan? Previous = null,
    PlanCandidate? Candidate = null)
{
    /// <summary>The schema number this code writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>A device that never saw a plan.</summary>
    public static TunerRecord Empty { get; } = new(CurrentSchema, 0, 0);

    /// <summary>The slot the next plan may be written to: not the committed plan's.</summary>
    public PlanSlot FreeSlot() => Committed?.Slot == PlanSlot.A ? PlanSlot.B : PlanSlot.A;

    /// <summary>Whether the values can be true together.</summary>
    internal bool IsSound() =>
        Schema == CurrentSchema
        && Sequence >= 0
        && HighestVersion >= Math.Max(Committed?.Version ?? 0, Candidate?.Version ?? 0)
        && (Committed is null || Previous is null || Committed.Slot != Previous.Slot);
}
