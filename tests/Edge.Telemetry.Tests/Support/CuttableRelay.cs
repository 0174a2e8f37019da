using System.Net;
using System.Net.Sockets;

namespace Edge.Telemetry.Tests.Support;

/// <summary>Passes TCP on to a port, until the wire is cut.</summary>
internal sealed class CuttableRelay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly List<Socket> sockets = [];
    private volatile bool swallowAnswers;
    private bool cut;

    internal CuttableRelay(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on nothing comes back from the target.</summary>
    internal void SwallowAnswers() => swallowAnswers = true;

    /// <summary>Ends all connections without a goodbye; new ones end at once until <see cref="Mend"/>.</summary>
    internal void Cut()
    {
        lock (sockets)
        {
            cut = true;
            sockets.ForEach(s => s.Close(0));
            sockets.Clear();
        }
    }

    internal void Mend()
    {
        lock (sockets)
        {
            (cut, swallowAnswers) = (false, false);
        }
    }

    public void Dispose()
    {
        listener.Stop();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket near = await listener.AcceptSocketAsync();
                Socket far = new(SocketType.Stream, ProtocolType.Tcp);
                lock (sockets)
                {
                    if (cut)
                    {
                        near.Close(0);
                        far.Dispose();
                        continue;
                    }

                    sockets.AddRange([near, far]);
                }

                try
                {
                    await far.ConnectAsync(IPAddress.Loopback, target);
                }
                catch (SocketException)
                {
                    // The target is down: this connection ends, later ones may find it up again.
                    near.Close(0);
                    continue;
                }

                _ = PumpAsync(near, far, answers: false);
                _ = PumpAsync(far, near, answers: true);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The relay was disposed of.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool answers)
    {
        byte[] buffer = new byte[65536];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and int read)
            {
                if (!answers || !swallowAnswers)
                {
                    await to.SendAsync(buffer.AsMemory(0, read));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The wire was cut.
        }

        from.Close(0);
        to.Close(0);
    }
}
