using System.Net;
using System.Net.Sockets;

namespace Edge.Telemetry.Tests.Support;

/// <summary>
/// The part of an MQTT 3.1.1 broker that answers CONNECT (MQTT 3.1.1, 3.1 and 3.2): any other protocol level gets return code 1, or no answer at all.
/// </summary>
internal sealed class OldBroker : IDisposable
{
    private const int ProtocolLevelAt = 8;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly bool answers;

    internal OldBroker(bool answers)
    {
        this.answers = answers;
        listener.Start();
        _ = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The broker was disposed of.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            byte[] connect = new byte[256];
            int length = await stream.ReadAtLeastAsync(connect, ProtocolLevelAt + 1, throwOnEndOfStream: false);
            bool accepted = length > ProtocolLevelAt && connect[ProtocolLevelAt] == 4;
            if (accepted || answers)
            {
                await stream.WriteAsync(new byte[] { 0x20, 2, 0, accepted ? (byte)0 : (byte)1 });
            }

            while (accepted && await stream.ReadAsync(connect) > 0)
            {
            }
        }
    }
}
