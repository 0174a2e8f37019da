using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;
using Edge.Tuner.Slots;

namespace Edge.Tuner.Thresholds;

/// <summary>
/// Keeps trusted thresholds in one sealed file that is replaced in one step: whenever the power fails, the thresholds before or after the change are there. What is read
/// is believed only for the very plan it was written for and only within that plan's bounds.
/// </summary>
/// <param name="files">The files of a directory.</param>
public sealed class ThresholdStore(IDurableFiles files)
{
    private const string Name = "thresholds.json";
    private const int MaxBytes = 16 * 1024;

    /// <summary>Uses real files in a directory.</summary>
    /// <exception cref="EdgeException">The directory cannot be made.</exception>
    public ThresholdStore(string directory)
        : this(new PhysicalDurableFiles(directory))
    {
    }

    /// <summary>The thresholds of a plan's tunable layers.</summary>
    /// <param name="version">The plan's version.</param>
    /// <param name="plan">The plan as it was signed.</param>
    /// <returns>Null when there are none for it, or the file is damaged.</returns>
    public IReadOnlyList<int>? TryLoad(long version, PrecisionPlan plan)
    {
        ThresholdRecord? record = TryRead();
        IReadOnlyList<TunableLayer> layers = TunableLayer.Of(plan);
        bool fits = record is { Schema: ThresholdRecord.CurrentSchema }
            && record.PlanVersion == version
            && record.PlanHash == HashOf(plan)
            && record.Thresholds.Select(t => t.Name).SequenceEqual(layers.Select(l => l.Name))
            && record.Thresholds.Zip(layers).All(p => p.Second.Bounds.Contains(p.First.DeltaThreshold));
        return fits ? [.. record!.Thresholds.Select(t => t.DeltaThreshold)] : null;
    }

    /// <summary>Makes thresholds durable.</summary>
    /// <param name="version">The plan's version.</param>
    /// <param name="plan">The plan as it was signed.</param>
    /// <param name="thresholds">One per tunable layer.</param>
    /// <exception cref="IOException">The disk did not take them; the old ones hold.</exception>
    public void Save(long version, PrecisionPlan plan, IReadOnlyList<int> thresholds)
    {
        ThresholdRecord record = new(
            ThresholdRecord.CurrentSchema, version, HashOf(plan), [.. TunableLayer.Of(plan).Zip(thresholds, (l, t) => new LayerThreshold(l.Name, t))]);
        _ = SealedFile.Replace(files, Name, JsonSerializer.SerializeToUtf8Bytes(record, ThresholdJson.Default.ThresholdRecord));
    }

    private static string HashOf(PrecisionPlan plan) => SealedFile.HashOf(plan.ToJson());

    private ThresholdRecord? TryRead()
    {
        byte[]? json = SealedFile.TryRead(files, Name, MaxBytes);
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, ThresholdJson.Default.ThresholdRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
