using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Tuner.Signing;

namespace Edge.Tuner.Slots;

/// <summary>
/// Two slots for signed plans and a record of their state, in one directory. Every write replaces a whole file durably;
/// the record exists twice and the older copy is overwritten. Whenever the power fails, <see cref="Load"/> finds the state
/// before or after the write, never a mixture. Not for use by two threads at once.
/// </summary>
/// <param name="files">The files of the directory.</param>
public sealed class PlanStore(IDurableFiles files)
{
    private const int MaxRecordBytes = 16 * 1024;
    private static readonly string[] RecordNames = ["state-0.json", "state-1.json"];

    /// <summary>Uses real files in a directory.</summary>
    /// <exception cref="EdgeException">The directory cannot be made.</exception>
    public PlanStore(string directory)
        : this(new PhysicalDurableFiles(directory))
    {
    }

    /// <summary>Reads the newest whole record.</summary>
    /// <param name="damage">What was found damaged, in words; null when nothing was.</param>
    public TunerRecord Load(out string? damage)
    {
        damage = null;
        TunerRecord? newest = null;
        foreach (string name in RecordNames)
        {
            TunerRecord? record = TryReadRecord(name);
            if (record is null && files.Exists(name))
            {
                damage = $"the record {name} was damaged and is not used";
            }

            newest = record?.Sequence > (newest?.Sequence ?? -1) ? record : newest;
        }

        return newest ?? TunerRecord.Empty;
    }

    /// <summary>Makes a record durable, with the next sequence number.</summary>
    /// <returns>The record as written.</returns>
    /// <exception cref="IOException">The disk did not take it; the old record holds.</exception>
    public TunerRecord Save(TunerRecord record)
    {
        TunerRecord next = record with { Sequence = record.Sequence + 1 };
        string name = RecordNames[next.Sequence % RecordNames.Length];
        _ = SealedFile.Replace(files, name, JsonSerializer.SerializeToUtf8Bytes(next, TunerRecordJson.Default.TunerRecord));
        return next;
    }

    /// <summary>Makes a signed document durable in a slot.</summary>
    /// <exception cref="IOException">The disk did not take it; the slot holds the old document or this one.</exception>
    public StoredPlan WriteSlot(PlanSlot slot, long version, ReadOnlySpan<byte> document) =>
        new(slot, version, SealedFile.Replace(files, NameOf(slot), document));

    /// <summary>Reads a stored document; null when the slot is damaged or holds another one.</summary>
    public byte[]? TryReadSlot(StoredPlan plan)
    {
        byte[]? document = SealedFile.TryRead(files, NameOf(plan.Slot), PlanVerifier.MaxBytes);
        return document is not null && SealedFile.HashOf(document) == plan.DocumentHash ? document : null;
    }

    private static string NameOf(PlanSlot slot) => slot == PlanSlot.A ? "slot-a.jws" : "slot-b.jws";

    private TunerRecord? TryReadRecord(string name)
    {
        byte[]? json = SealedFile.TryRead(files, name, MaxRecordBytes);
        try
        {
            TunerRecord? record = json is null ? null : JsonSerializer.Deserialize(json, TunerRecordJson.Default.TunerRecord);
            return record?.IsSound() == true ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
