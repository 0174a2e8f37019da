using Browser.Devtools;

using Xunit;

namespace Browser;

/// <summary>One browser for the tests of a class.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public Chromium Chromium { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Chromium = Chromium.Start();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Chromium.DisposeAsync();
}
