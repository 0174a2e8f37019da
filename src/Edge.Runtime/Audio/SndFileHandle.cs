using Microsoft.Win32.SafeHandles;

namespace Edge.Runtime.Audio;

/// <summary>An open libsndfile stream.</summary>
internal sealed class SndFileHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => SndFile.Close(handle) == 0;
}
