namespace Edge.Telemetry.Mqtt.Native;

/// <summary>Return codes of libmosquitto that are told apart here (mosquitto.h, enum mosq_err_t).</summary>
internal enum MosquittoError
{
    Success = 0,
    NoConnection = 4,
    ConnectionRefused = 5,
    ConnectionLost = 7,
    Errno = 14,
}
