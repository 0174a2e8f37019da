using System.Diagnostics;

using HostTrainer.Fleet;

namespace Edge.Telemetry.Tests.Support;

/// <summary>mosquitto_pub and mosquitto_sub as peers that share no code with the link.</summary>
internal sealed class MosquittoTool : IDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];

    private MosquittoTool(string program, LoopbackBroker broker, BrokerAccount user, string[] arguments)
    {
        // Line by line: a pipe would otherwise hold back what it prints.
        ProcessStartInfo start = new("stdbuf") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-oL", program, "-h", broker.Host, "-p", $"{broker.Port}", "-u", user.Name, "-P", user.Password, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal string[] Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Subscribes; returns when the broker has confirmed. Prints <c>RETAINED TOPIC PAYLOAD</c> a line.</summary>
    internal static async Task<MosquittoTool> SubscribeAsync(LoopbackBroker broker, BrokerAccount user, string filter)
    {
        // -d and -F: debugging lines tell of the confirmation.
        MosquittoTool tool = new("mosquitto_sub", broker, user, ["-d", "-q", "1", "-t", filter, "-F", "%r %t %p"]);
        try
        {
            await Eventually.TrueAsync(() => tool.Lines.Any(l => l.StartsWith("Subscribed", StringComparison.Ordinal)), "mosquitto_sub subscribed");
            return tool;
        }
        catch
        {
            tool.Dispose();
            throw;
        }
    }

    internal static async Task PublishAsync(LoopbackBroker broker, BrokerAccount user, string topic, string payload, bool retain = false)
    {
        using MosquittoTool tool = new("mosquitto_pub", broker, user, ["-q", "1", "-t", topic, "-m", payload, .. retain ? new[] { "-r" } : []]);
        await tool.process.WaitForExitAsync();
        Xunit.Assert.Equal(0, tool.process.ExitCode);
    }

    internal Task SeesAsync(string line) => Eventually.TrueAsync(() => Lines.Contains(line), $"'{line}' among: {string.Join(" | ", Lines)}");

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Append(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is { } line)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }
}
