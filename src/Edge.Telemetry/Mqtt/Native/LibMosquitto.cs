using System.Runtime.InteropServices;

using Edge.Runtime.Errors;

namespace Edge.Telemetry.Mqtt.Native;

/// <summary>The part of libmosquitto (2.0, mosquitto.h) that a link needs.</summary>
internal static unsafe partial class LibMosquitto
{
    internal const int ProtocolVersionOption = 1;
    internal const int Mqtt311 = 4;
    internal const int Mqtt5 = 5;
    internal const int VerifyPeer = 1;

    private const string Library = "libmosquitto.so.1";

    private static readonly Lazy<bool> Initialised = new(Initialise);

    /// <summary>Loads and initialises the library once.</summary>
    /// <exception cref="EdgeException">It is not installed (exit code 5).</exception>
    internal static void EnsureLoaded() => _ = Initialised.Value;

    /// <summary>The library's words for a return code.</summary>
    internal static string Describe(int error) =>
        (MosquittoError)error == MosquittoError.Errno
            ? Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())
            : Marshal.PtrToStringUTF8(ErrorText(error)) ?? $"error {error}";

    /// <summary>The library's words for a CONNACK code of MQTT 3.1.1 (below 128) or a reason code of MQTT 5.</summary>
    internal static string DescribeReason(int code) =>
        Marshal.PtrToStringUTF8(code < 128 ? ConnackText(code) : ReasonText(code)) ?? $"reason {code}";

    [LibraryImport(Library, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint New(string id, [MarshalAs(UnmanagedType.U1)] bool cleanSession, nint userData);

    [LibraryImport(Library, EntryPoint = "mosquitto_destroy")]
    internal static partial void Destroy(nint link);

    [LibraryImport(Library, EntryPoint = "mosquitto_int_option")]
    internal static partial int SetOption(MosquittoHandle link, int option, int value);

    [LibraryImport(Library, EntryPoint = "mosquitto_threaded_set")]
    internal static partial int SetThreaded(MosquittoHandle link, [MarshalAs(UnmanagedType.U1)] bool threaded);

    [LibraryImport(Library, EntryPoint = "mosquitto_will_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetWill(
        MosquittoHandle link, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

    [LibraryImport(Library, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetLogin(MosquittoHandle link, string userName, string? password);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetTls(MosquittoHandle link, string caFile, string? caPath, string? certificate, string? key, nint passwordCallback);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_opts_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetTlsOptions(MosquittoHandle link, int verify, string? version, string? ciphers);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_async", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int Connect(MosquittoHandle link, string host, int port, int keepAliveSeconds);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect")]
    internal static partial int Disconnect(MosquittoHandle link);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop", SetLastError = true)]
    internal static partial int Loop(MosquittoHandle link, int timeoutMilliseconds, int maxPackets);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Publish(
        MosquittoHandle link, out int messageId, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Subscribe(MosquittoHandle link, out int messageId, string filter, int qos);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_v5_callback_set")]
    internal static partial void OnConnect(MosquittoHandle link, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
    internal static partial void OnDisconnect(MosquittoHandle link, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5_callback_set")]
    internal static partial void OnPublish(MosquittoHandle link, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_callback_set")]
    internal static partial void OnSubscribe(MosquittoHandle link, delegate* unmanaged[Cdecl]<nint, nint, int, int, int*, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_message_callback_set")]
    internal static partial void OnMessage(MosquittoHandle link, delegate* unmanaged[Cdecl]<nint, nint, MosquittoMessage*, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_init")]
    private static partial int LibraryInit();

    [LibraryImport(Library, EntryPoint = "mosquitto_strerror")]
    private static partial nint ErrorText(int error);

    [LibraryImport(Library, EntryPoint = "mosquitto_connack_string")]
    private static partial nint ConnackText(int code);

    [LibraryImport(Library, EntryPoint = "mosquitto_reason_string")]
    private static partial nint ReasonText(int code);

    private static bool Initialise()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            throw new EdgeException(
                ExitCode.Unreachable, "the MQTT client library is not installed", Library, "install it: apt-get install libmosquitto1");
        }

        return LibraryInit() == 0;
    }
}
