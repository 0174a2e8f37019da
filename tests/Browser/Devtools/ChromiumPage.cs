using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Browser.Devtools;

/// <summary>A page in a browser, used as a person would: pointer, keys, eyes.</summary>
public sealed class ChromiumPage : IAsyncDisposable
{
    private readonly DevtoolsLink _link;
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChromiumPage(DevtoolsLink link)
    {
        _link = link;
        link.Received += Receive;
    }

    /// <summary>Addresses the page asked for, its own included.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Uncaught errors, error messages on the console and in the browser's log.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <summary>Evaluates an expression; promises are awaited.</summary>
    /// <exception cref="InvalidOperationException">It threw.</exception>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonNode result = (await _link.SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true }))!;
        return result["exceptionDetails"] is JsonNode failure ? throw new InvalidOperationException(failure.ToJsonString()) : result["result"]?["value"];
    }

    /// <summary>The number an expression gives.</summary>
    public async Task<double> NumberAsync(string expression) => (double)(await EvaluateAsync(expression))!;

    /// <summary>The text an expression gives.</summary>
    public async Task<string> TextAsync(string expression) => (string)(await EvaluateAsync(expression))!;

    /// <summary>Waits until an expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        for (int attempt = 0; !(bool)(await EvaluateAsync($"!!({expression})"))!; attempt++)
        {
            if (attempt == 600)
            {
                throw new InvalidOperationException($"did not come true: {expression}");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Moves the pointer to the middle of an element, scrolling to it, and clicks unless told not to.</summary>
    public async Task PointAsync(string selector, bool click)
    {
        JsonNode place = (await EvaluateAsync(
            $"(() => {{ const e = document.querySelector({JsonValue.Create(selector)!.ToJsonString()}); e.scrollIntoView({{ block: 'center', inline: 'center' }}); const r = e.getBoundingClientRect(); return {{ x: r.x + r.width / 2, y: r.y + r.height / 2 }}; }})()"))!;
        foreach (string type in click ? new[] { "mouseMoved", "mousePressed", "mouseReleased" } : ["mouseMoved"])
        {
            await _link.SendAsync("Input.dispatchMouseEvent", new JsonObject
            {
                ["type"] = type,
                ["x"] = (double)place["x"]!,
                ["y"] = (double)place["y"]!,
                ["button"] = type == "mouseMoved" ? "none" : "left",
                ["clickCount"] = type == "mouseMoved" ? 0 : 1,
            });
        }
    }

    /// <summary>Presses and releases a key, by its DOM name.</summary>
    public async Task PressAsync(string key)
    {
        foreach (string type in new[] { "rawKeyDown", "keyUp" })
        {
            await _link.SendAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = type, ["key"] = key, ["code"] = key });
        }
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    /// <summary>Opens a page in a new tab.</summary>
    internal static async Task<ChromiumPage> OpenAsync(DevtoolsLink link, Uri address, int width, int height, bool dark)
    {
        ChromiumPage page = new(link);
        JsonNode target = (await link.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }))!;
        JsonNode session = (await link.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true }))!;
        link.Session = (string)session["sessionId"]!;
        foreach (string domain in new[] { "Page", "Runtime", "Network", "Log" })
        {
            await link.SendAsync(domain + ".enable");
        }

        await link.SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        JsonArray features = [new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }];
        await link.SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = features });
        await link.SendAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        await page._loaded.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return page;
    }

    private void Receive(string method, JsonNode parameters)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue((string)parameters["request"]!["url"]!);
                break;
            case "Runtime.exceptionThrown":
                Problems.Enqueue(parameters["exceptionDetails"]!.ToJsonString());
                break;
            case "Runtime.consoleAPICalled" when (string?)parameters["type"] == "error":
                Problems.Enqueue(parameters["args"]!.ToJsonString());
                break;
            case "Log.entryAdded" when (string?)parameters["entry"]!["level"] == "error":
                Problems.Enqueue(parameters["entry"]!.ToJsonString());
                break;
        }
    }
}
