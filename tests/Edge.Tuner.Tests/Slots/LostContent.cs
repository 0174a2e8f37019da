namespace Edge.Tuner.Tests.Slots;

/// <summary>What a disk may hold, after a power failure, of a file that was written but not flushed.</summary>
internal enum LostContent
{
    Nothing,
    Half,
    All,
    Zeros,
}
