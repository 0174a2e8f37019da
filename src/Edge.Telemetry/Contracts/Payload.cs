namespace Edge.Telemetry.Contracts;

/// <summary>
/// What every document a device sends begins with. (<see cref="BootId"/>, <see cref="Sequence"/>) names a message once and for all:
/// delivery is at least once, and a receiver drops what it has seen. <see cref="PayloadStamper"/> fills these members.
/// </summary>
public abstract record Payload
{
    /// <summary>The schema number this build writes and the highest it reads. New optional members do not raise it.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Schema number of the document.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Names one run of the device process: 32 lower-case hexadecimal digits, new at every start.</summary>
    public string BootId { get; init; } = "";

    /// <summary>Counts the messages of one run, from 1, over all topics.</summary>
    public long Sequence { get; init; }

    /// <summary>When the message was made, UTC by the device's clock, which may be wrong.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>What is out of range in this document's own members, or null.</summary>
    internal abstract string? Problem();

    /// <summary>What is out of range in any member, or null.</summary>
    internal string? FirstProblem()
    {
        if (Schema is < 1 or > CurrentSchema)
        {
            return $"schema {Schema} is not known (this build reads 1 to {CurrentSchema})";
        }

        if (!PayloadRules.IsHex(BootId, 32))
        {
            return "bootId is not 32 lower-case hexadecimal digits";
        }

        return Sequence < 1 ? $"sequence is {Sequence}, the first is 1" : Problem();
    }
}
