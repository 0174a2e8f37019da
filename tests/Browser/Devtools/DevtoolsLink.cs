using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Browser.Devtools;

/// <summary>Chrome DevTools protocol over a WebSocket: commands with answers, and events.</summary>
public sealed class DevtoolsLink : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(2);
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _waiting = [];
    private readonly SemaphoreSlim _sending = new(1);
    private int _last;
    private Task _reading = Task.CompletedTask;

    /// <summary>Called for every event with its method and parameters, on the reading thread.</summary>
    public event Action<string, JsonNode>? Received;

    /// <summary>Session that commands go to; null for the browser itself.</summary>
    public string? Session { get; set; }

    /// <summary>Connects.</summary>
    public static async Task<DevtoolsLink> ConnectAsync(Uri address)
    {
        DevtoolsLink link = new();
        await link._socket.ConnectAsync(address, CancellationToken.None);
        link._reading = Task.Run(link.ReadAsync);
        return link;
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">The browser answered with an error.</exception>
    public async Task<JsonNode?> SendAsync(string method, JsonObject? parameters = null)
    {
        int id = Interlocked.Increment(ref _last);
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (Session is not null)
        {
            message["sessionId"] = Session;
        }

        TaskCompletionSource<JsonNode?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(AnswerLimit);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using MemoryStream message = new();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                Dispatch(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Closed from either side; whoever still waits is told below.
        }

        foreach (TaskCompletionSource<JsonNode?> waiting in _waiting.Values)
        {
            waiting.TrySetException(new InvalidOperationException("the connection to Chromium is closed"));
        }
    }

    private void Dispatch(JsonNode message)
    {
        if (message["id"] is not JsonNode id)
        {
            Received?.Invoke((string)message["method"]!, message["params"]!);
        }
        else if (_waiting.TryRemove((int)id, out TaskCompletionSource<JsonNode?>? waiting))
        {
            if (message["error"] is JsonNode error)
            {
                waiting.TrySetException(new InvalidOperationException(error.ToJsonString()));
            }
            else
            {
                waiting.TrySetResult(message["result"]);
            }
        }
    }
}
