using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using VramBot.Testing;

namespace VramBot.Slack.Tests.Loopback;

/// <summary>A Slack on this machine: Web API, Socket Mode and response_urls. It does what Slack does unless a test says otherwise, and writes down whatever Slack would not have liked.</summary>
internal sealed class SlackServer : IAsyncDisposable
{
    public const string AppToken = "xapp-1-A111-222-secretapp";
    public const string BotToken = "xoxb-111-222-secretbot";

    private static readonly HashSet<string> FormMethods = ["oauth.v2.access"];
    private readonly WebApplication app;
    private readonly Channel<SlackPeer> peers = Channel.CreateUnbounded<SlackPeer>();
    private readonly ConcurrentDictionary<string, bool> tickets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> uses = new(StringComparer.Ordinal);
    private int lastTicket;

    private SlackServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        app.MapPost("/api/{method}", (HttpContext http, string method) => CallAsync(http, method));
        app.MapPost("/hooks/{**rest}", (HttpContext http) => CallAsync(http, string.Empty));
        app.Map("/link", LinkAsync);
    }

    /// <summary>The base of the Web API, with a slash at its end.</summary>
    public Uri ApiBase { get; private set; } = new("http://127.0.0.1");

    /// <summary>Everything that was received, in order.</summary>
    public ConcurrentQueue<ApiCall> Calls { get; } = new();

    /// <summary>The messages that response_urls took.</summary>
    public ConcurrentQueue<ApiCall> Messages { get; } = new();

    /// <summary>What Slack would not have liked.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <summary>What is answered instead; none lets it do what Slack does.</summary>
    public Func<ApiCall, ApiReply?> Faults { get; set; } = _ => null;

    /// <summary>Told of every connection, before it can be accepted; for tests in which Slack acts by itself.</summary>
    public Func<SlackPeer, Task>? OnPeer { get; set; }

    /// <summary>The next connections are refused with this status.</summary>
    public ConcurrentQueue<int> Refusals { get; } = new();

    /// <summary>The answer to a code; none for one that counts no more.</summary>
    public ConcurrentDictionary<string, string> Codes { get; } = new(StringComparer.Ordinal);

    public static async Task<SlackServer> StartAsync()
    {
        var server = new SlackServer();
        await server.app.StartAsync();
        server.ApiBase = new(new Uri(server.app.Urls.First()), "/api/");
        return server;
    }

    /// <summary>A response_url of this server.</summary>
    public string ResponseUrl(string name) => $"{new Uri(ApiBase, $"/hooks/commands/T1/{name}")}";

    /// <summary>The next connection, which has not been greeted yet.</summary>
    public Task<SlackPeer> AcceptAsync() => peers.Reader.ReadAsync().AsTask().WaitAsync(TimePump.Patience);

    /// <summary>Whether a connection waits to be accepted.</summary>
    public bool HasPeer => peers.Reader.TryPeek(out _);

    /// <summary>How often a method was called.</summary>
    public int CountOf(string method) => Calls.Count(call => call.Method == method);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task CallAsync(HttpContext http, string method)
    {
        var call = await ReadAsync(http, method);
        Calls.Enqueue(call);
        var reply = Faults(call);
        if (reply is null or { IsDone: true })
            reply = Do(call) is var done && reply is { IsDone: true } ? reply : done;
        if (reply.Hangs)
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (reply.Drops || reply.Hangs)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (reply.Location is { } location)
            http.Response.Headers.Location = location;
        await http.Response.WriteAsync(reply.Body);
    }

    private async Task<ApiCall> ReadAsync(HttpContext http, string method)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var authorization = http.Request.Headers.Authorization.ToString();
        var token = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : null;
        var call = new ApiCall(method, http.Request.Path) { Token = token };
        if (http.Request.ContentType is "application/x-www-form-urlencoded")
            return call with { Form = QueryHelpers.ParseQuery(body).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal) };
        if (http.Request.ContentType is not "application/json; charset=utf-8")
            Problems.Enqueue($"{http.Request.Path}: the content type is {http.Request.ContentType}");
        try
        {
            return call with { Json = JsonElement.Parse(body) };
        }
        catch (JsonException)
        {
            Problems.Enqueue($"{http.Request.Path}: no JSON");
            return call;
        }
    }

    private ApiReply Do(ApiCall call)
    {
        if (call.IsResponse)
            return Respond(call);
        if (FormMethods.Contains(call.Method) && call.Json.ValueKind is not JsonValueKind.Undefined)
            Problems.Enqueue($"{call.Method} takes a form only");
        return call.Method switch
        {
            "apps.connections.open" when call.Token == AppToken => Ticket(),
            "apps.connections.open" when call.Token == BotToken => ApiReply.Error("not_allowed_token_type"),
            "auth.test" when call.Token == BotToken => ApiReply.Of(200, """{"ok":true,"url":"https://t.slack.com/","team":"T","user":"vrambot","team_id":"T1","user_id":"U9","bot_id":"B9"}"""),
            "views.open" when call.Token == BotToken => OpenView(call),
            "oauth.v2.access" => Codes.TryRemove(call.Form.GetValueOrDefault("code", string.Empty), out var answer) ? ApiReply.Of(200, answer) : ApiReply.Error("invalid_code"),
            _ => ApiReply.Error(call.Token is null ? "not_authed" : "invalid_auth"),
        };
    }

    private ApiReply Ticket()
    {
        var ticket = $"ticket-{Interlocked.Increment(ref lastTicket)}";
        tickets[ticket] = true;
        var url = new UriBuilder(ApiBase) { Scheme = "ws", Path = "/link", Query = $"?ticket={ticket}&app_id=A111" }.Uri;
        return ApiReply.Of(200, $$"""{"ok":true,"url":"{{url}}"}""");
    }

    private ApiReply OpenView(ApiCall call)
    {
        if (call.Json.GetProperty("view").GetProperty("type").GetString() != "modal")
            Problems.Enqueue("views.open without a modal");
        return uses.AddOrUpdate(call.Json.GetProperty("trigger_id").GetString()!, 1, (_, count) => count + 1) > 1
            ? ApiReply.Error("exchanged_trigger_id")
            : ApiReply.Of(200, """{"ok":true,"view":{"id":"V1"}}""");
    }

    private ApiReply Respond(ApiCall call)
    {
        if (call.Token is not null)
            Problems.Enqueue("a token was sent to a response_url");
        if (uses.AddOrUpdate(call.Path, 1, (_, count) => count + 1) > 5)
        {
            Problems.Enqueue("a response_url was used more than five times");
            return ApiReply.Of(404, "used_url");
        }

        Messages.Enqueue(call);
        return ApiReply.Of(200, "ok");
    }

    private async Task LinkAsync(HttpContext http)
    {
        if (!tickets.TryRemove(http.Request.Query["ticket"].ToString(), out _))
            Problems.Enqueue("a ticket was used twice, or none");
        if (Refusals.TryDequeue(out var status))
        {
            http.Response.StatusCode = status;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var peer = new SlackPeer(http, socket, Problems);
        var reading = peer.ReadAsync();
        await peers.Writer.WriteAsync(peer);
        if (OnPeer is { } act)
            await act(peer);
        await reading;
    }
}
