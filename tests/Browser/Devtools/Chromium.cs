using System.Diagnostics;

namespace Browser.Devtools;

/// <summary>A headless Chromium with a profile of its own, driven through its DevTools port on loopback.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly string[] Quiet =
    [
        "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", "--force-color-profile=srgb", "--remote-debugging-port=0",
    ];

    private readonly DirectoryInfo _profile;
    private readonly Process _process;

    private Chromium(DirectoryInfo profile, Process process)
    {
        _profile = profile;
        _process = process;
    }

    /// <summary>Starts the browser.</summary>
    public static Chromium Start()
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("mohaq-chromium");
        // The sandbox refuses to run for root; the only pages opened are the tests' own.
        string[] sandbox = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        ProcessStartInfo start = new("chromium", [.. Quiet, .. sandbox, $"--user-data-dir={profile.FullName}", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new Chromium(profile, process);
    }

    /// <summary>Opens a page and waits until it is loaded.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="width">Width of the window, pixels.</param>
    /// <param name="height">Height of the window, pixels.</param>
    /// <param name="dark">Whether the system prefers dark pages.</param>
    public async Task<ChromiumPage> OpenAsync(Uri address, int width, int height, bool dark = false)
    {
        DevtoolsLink link = await DevtoolsLink.ConnectAsync(await AddressAsync());
        return await ChromiumPage.OpenAsync(link, address, width, height, dark);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        for (int attempt = 0; Directory.Exists(_profile.FullName); attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
            }
            catch (IOException) when (attempt < 20)
            {
                // A helper process may still be closing its files.
                await Task.Delay(100);
            }
        }
    }

    private async Task<Uri> AddressAsync()
    {
        string file = Path.Combine(_profile.FullName, "DevToolsActivePort");
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < StartLimit && !_process.HasExited)
        {
            string[] lines = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
            if (lines.Length >= 2)
            {
                return new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}");
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("Chromium did not open its DevTools port");
    }
}
