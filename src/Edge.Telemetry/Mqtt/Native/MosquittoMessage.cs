using System.Runtime.InteropServices;

namespace Edge.Telemetry.Mqtt.Native;

/// <summary>struct mosquitto_message of mosquitto.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MosquittoMessage
{
    internal int MessageId;
    internal nint Topic;
    internal nint Payload;
    internal int PayloadLength;
    internal int Qos;
    internal byte Retain;
}
