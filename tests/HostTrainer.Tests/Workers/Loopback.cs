using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace HostTrainer.Tests.Workers;

/// <summary>Ports on loopback, and signals to processes.</summary>
internal static partial class Loopback
{
    public const int SigInt = 2;
    public const int SigTerm = 15;

    /// <summary>Ports that were free a moment ago, all different.</summary>
    public static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        Array.ForEach(listeners, l => l.Dispose());
        return ports;
    }

    /// <summary>Whether somebody accepts connections.</summary>
    public static async Task<bool> AnswersAsync(int port)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static void Signal(int process, int signal) => Assert0(Kill(process, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    private static void Assert0(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"kill failed with {Marshal.GetLastPInvokeError()}");
        }
    }
}
