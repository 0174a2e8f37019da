using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace HostTrainer.Tests.Workers;

/// <summary>A process whose lines are kept and can be waited for; killed with its children when disposed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _all = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public ChildProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, bool clean = false)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        string path = start.Environment["PATH"]!;
        if (clean)
        {
            start.Environment.Clear();
            start.Environment["PATH"] = path;
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>Everything it said on both streams.</summary>
    public string Text
    {
        get
        {
            lock (_all)
            {
                return _all.ToString();
            }
        }
    }

    /// <summary>The next line that has a text in it.</summary>
    public async Task<string> LineAsync(string part)
    {
        while (true)
        {
            Task<string> next = _lines.Reader.ReadAsync().AsTask();
            if (await Task.WhenAny(next, _process.WaitForExitAsync()) != next && !next.IsCompleted)
            {
                await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1)));
            }

            string line = next.IsCompleted ? await next : throw new InvalidOperationException($"the process ended before it said '{part}': {Text}");
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }

    public void Signal(int signal) => Loopback.Signal(_process.Id, signal);

    /// <summary>Kill -9, with its children.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            lock (_all)
            {
                _all.AppendLine(line);
            }

            _lines.Writer.TryWrite(line);
        }
    }
}
