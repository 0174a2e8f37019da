using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Edge.Runtime.Errors;

namespace Edge.Telemetry.Mqtt.Native;

/// <summary>
/// One client of libmosquitto: configuration, calls and callbacks. <see cref="Connect"/> and <see cref="Loop"/> belong to one thread, the rest
/// to any.
/// </summary>
internal sealed unsafe class MosquittoSession : IDisposable
{
    private readonly MosquittoHandle handle;
    private readonly MqttOptions options;

    internal MosquittoSession(MqttOptions options, IMosquittoEvents events)
    {
        LibMosquitto.EnsureLoaded();
        this.options = options;
        handle = MosquittoHandle.Create(options.ClientId, events);
        try
        {
            Configure();
            SetCallbacks();
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    internal MosquittoError Connect() =>
        (MosquittoError)LibMosquitto.Connect(handle, options.Host, options.Port, (int)options.KeepAlive.TotalSeconds);

    internal MosquittoError Loop(int milliseconds) => (MosquittoError)LibMosquitto.Loop(handle, milliseconds, 1);

    internal void Disconnect() => _ = LibMosquitto.Disconnect(handle);

    internal void UseProtocol(int version) => _ = LibMosquitto.SetOption(handle, LibMosquitto.ProtocolVersionOption, version);

    internal MosquittoError Publish(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain, out int messageId)
    {
        fixed (byte* bytes = payload)
        {
            return (MosquittoError)LibMosquitto.Publish(handle, out messageId, topic, payload.Length, bytes, (int)qos, retain);
        }
    }

    internal MosquittoError Subscribe(string filter, out int messageId) =>
        (MosquittoError)LibMosquitto.Subscribe(handle, out messageId, filter, (int)MqttQos.AtLeastOnce);

    public void Dispose() => handle.Dispose();

    private void Configure()
    {
        UseProtocol(LibMosquitto.Mqtt5);
        Check(LibMosquitto.SetThreaded(handle, true), "threads");
        if (options.UserName is { } userName)
        {
            Check(LibMosquitto.SetLogin(handle, userName, options.Password), "user name and password");
        }

        if (options.Tls is { } tls)
        {
            Check(LibMosquitto.SetTls(handle, tls.CaFile, null, tls.CertificateFile, tls.KeyFile, 0), $"TLS files ({tls.CaFile})");
            Check(LibMosquitto.SetTlsOptions(handle, LibMosquitto.VerifyPeer, null, null), "TLS options");
        }

        if (options.Will is { } will)
        {
            fixed (byte* bytes = will.Payload.Span)
            {
                Check(LibMosquitto.SetWill(handle, will.Topic, will.Payload.Length, bytes, (int)will.Qos, will.Retain), $"last will ({will.Topic})");
            }
        }
    }

    private void Check(int error, string what)
    {
        if (error != 0)
        {
            throw new EdgeException(
                ExitCode.Usage, $"{what} not accepted: {LibMosquitto.Describe(error)}", options.Endpoint, "correct the broker options");
        }
    }

    private void SetCallbacks()
    {
        LibMosquitto.OnConnect(handle, &Connected);
        LibMosquitto.OnDisconnect(handle, &Disconnected);
        LibMosquitto.OnPublish(handle, &Published);
        LibMosquitto.OnSubscribe(handle, &Subscribed);
        LibMosquitto.OnMessage(handle, &Arrived);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Connected(nint link, nint user, int reason, int flags, nint properties) =>
        Report(user, reason, static (events, r) => events.OnConnect(r));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Disconnected(nint link, nint user, int reason, nint properties) =>
        Report(user, reason, static (events, r) => events.OnDisconnect(r));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Published(nint link, nint user, int messageId, int reason, nint properties) =>
        Report(user, (messageId, reason), static (events, p) => events.OnPublish(p.messageId, p.reason));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Subscribed(nint link, nint user, int messageId, int count, int* granted) =>
        Report(user, (messageId, granted: count > 0 ? *granted : 128), static (events, s) => events.OnSubscribe(s.messageId, s.granted));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Arrived(nint link, nint user, MosquittoMessage* message) =>
        Report(user, (nint)message, static (events, m) => events.OnMessage(Copy((MosquittoMessage*)m)));

    private static MqttMessage Copy(MosquittoMessage* message)
    {
        string topic = Marshal.PtrToStringUTF8(message->Topic) ?? "";
        int size = message->PayloadLength;
        byte[] payload = size is > 0 and <= MqttMessage.MaxPayloadBytes
            ? new ReadOnlySpan<byte>((void*)message->Payload, size).ToArray()
            : [];
        return new(topic, payload, size, message->Retain != 0);
    }

    // No exception may cross into the library.
    private static void Report<T>(nint user, T value, Action<IMosquittoEvents, T> report)
    {
        IMosquittoEvents? events = GCHandle.FromIntPtr(user).Target as IMosquittoEvents;
        try
        {
            report(events!, value);
        }
        catch (Exception e)
        {
            events?.OnFailure(e);
        }
    }
}
