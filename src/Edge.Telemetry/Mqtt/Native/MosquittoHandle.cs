using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace Edge.Telemetry.Mqtt.Native;

/// <summary>
/// Owns a <c>struct mosquitto *</c> and the reference its callbacks find their receiver by; both live until the last call into the library has
/// returned.
/// </summary>
internal sealed class MosquittoHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private GCHandle receiver;

    private MosquittoHandle(GCHandle receiver)
        : base(ownsHandle: true) => this.receiver = receiver;

    internal static MosquittoHandle Create(string clientId, IMosquittoEvents events)
    {
        GCHandle receiver = GCHandle.Alloc(events);
        MosquittoHandle handle = new(receiver);
        handle.SetHandle(LibMosquitto.New(clientId, cleanSession: true, GCHandle.ToIntPtr(receiver)));
        return handle.IsInvalid ? throw new OutOfMemoryException("mosquitto_new") : handle;
    }

    protected override bool ReleaseHandle()
    {
        LibMosquitto.Destroy(handle);
        receiver.Free();
        return true;
    }
}
