using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using VramBot.Discord.Tests.OpenApi;

namespace VramBot.Discord.Tests.Loopback;

/// <summary>
/// Discord's REST API over a real socket of this machine. Checks every request against Discord's own description and all limits; keeps commands; holds to the order of
/// answers (a second callback is 40060, an edit before the first answer 10015); fails when told to.
/// </summary>
internal sealed partial class RestServer : IAsyncDisposable
{
    /// <summary>The bot token that it takes.</summary>
    public const string BotToken = "MTA2.GwAbCd.a-token-for-tests-only";

    /// <summary>The application that the token belongs to.</summary>
    public const string ApplicationId = "1060000000000000000";

    private const string BasePath = "/api/v10";
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<RestRequest> requests = [];
    private readonly List<string> problems = [];
    private readonly List<(string Method, string Path, Queue<RestReply> Replies)> scripts = [];
    private readonly ConcurrentDictionary<string, JsonArray> commands = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> answered = new(StringComparer.Ordinal);
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long ids = 1_200_000_000_000_000_000;

    private RestServer(WebApplication app) => this.app = app;

    /// <summary>Where it is: <c>http://127.0.0.1:PORT/api/v10</c>.</summary>
    public string ApiBaseUrl => app.Urls.Single() + BasePath;

    /// <summary>The gateway's address, as <c>/gateway/bot</c> tells it.</summary>
    public string GatewayUrl { get; set; } = "wss://gateway.discord.gg";

    /// <summary>The whole answer of <c>/gateway/bot</c> in place of the usual one; null for that.</summary>
    public string? GatewayBot { get; set; }

    /// <summary>How many shards <c>/gateway/bot</c> recommends.</summary>
    public int Shards { get; set; } = 1;

    /// <summary>The public key that <c>/applications/@me</c> tells.</summary>
    public string VerifyKey { get; set; } = new('a', 64);

    /// <summary>Asked for every request after the scripts; null for the usual answer.</summary>
    public Func<RestRequest, RestReply?>? Faults { get; set; }

    /// <summary>Everything that came, in the order in which it had arrived.</summary>
    public IReadOnlyList<RestRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>What was wrong with anything that came. A test that does not expect faults asserts that this is empty.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (gate)
                return [.. problems];
        }
    }

    /// <summary>Opens it on a free port.</summary>
    public static async Task<RestServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new RestServer(builder.Build());
        server.app.Run(server.HandleAsync);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>What is wrong with a request; what the server itself asks.</summary>
    public static IReadOnlyList<string> ProblemsOf(RestRequest request) =>
    [
        .. request.FormProblems,
        .. HeaderProblems(request),
        .. DiscordDescription.Shipped.ProblemsOf(request.Method, request.Path, request.Query, request.Json, [.. request.Files.Select(file => file.Name)]),
    ];

    /// <summary>What is wrong with a callback object <c>{type, data}</c>, for bodies that were never sent.</summary>
    public static IReadOnlyList<string> ProblemsOf(ReadOnlyMemory<byte> callback, params IReadOnlyList<string> files) =>
        DiscordDescription.Shipped.ProblemsOf("POST", "/interactions/1/token/callback", new Dictionary<string, string>(), JsonElement.Parse(callback.Span), files);

    /// <summary>Answers the next requests of a method to paths that begin like this; those after them as usual.</summary>
    public void Script(string method, string path, params IReadOnlyList<RestReply> replies)
    {
        lock (gate)
            scripts.Add((method, path, new(replies)));
    }

    /// <summary>The requests of a kind so far.</summary>
    public IReadOnlyList<RestRequest> RequestsTo(string method, string path) => [.. Requests.Where(request => request.Method == method && request.Path.StartsWith(path, StringComparison.Ordinal))];

    /// <summary>Waits, in real time, until so many requests of a kind have come.</summary>
    public async Task<IReadOnlyList<RestRequest>> WaitForAsync(string method, string path, int count = 1, TimeSpan? patience = null)
    {
        using var timeout = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(20));
        while (true)
        {
            Task next;
            lock (gate)
                next = arrival.Task;
            if (RequestsTo(method, path) is var found && found.Count >= count)
                return found;
            await next.WaitAsync(timeout.Token);
        }
    }

    /// <summary>The commands registered at present, in a server or (null) everywhere.</summary>
    public JsonArray CommandsOf(string? guildId) => commands.GetValueOrDefault(guildId ?? string.Empty, []);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private static IEnumerable<string> HeaderProblems(RestRequest request)
    {
        if (!UserAgentForm().IsMatch(request.Headers.GetValueOrDefault("User-Agent", string.Empty)))
            yield return "no User-Agent in Discord's form";
        var authorization = request.Headers.GetValueOrDefault("Authorization");
        if (request.Token.Length > 0 && authorization is not null)
            yield return "the bot token where none is due";
        if (request.Token.Length == 0 && authorization?.StartsWith("Bot ", StringComparison.Ordinal) != true)
            yield return "no bot token where one is due";
        if (request.Headers.ContainsKey("Cookie"))
            yield return "a cookie";
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = await RestReader.ReadAsync(context.Request, BasePath);
        var faults = ProblemsOf(request);
        RestReply reply;
        lock (gate)
        {
            requests.Add(request);
            problems.AddRange(faults.Select(fault => $"{request.Method} {request.Path}: {fault}"));
            arrival.SetResult();
            arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            reply = Scripted(request) ?? Faults?.Invoke(request) ?? RestReply.Usual;
        }

        if (reply.Delay > TimeSpan.Zero)
            await Task.Delay(reply.Delay, context.RequestAborted);
        await reply.Gate.WaitAsync(context.RequestAborted);
        var (status, body) = reply.Status is { } fixedStatus ? (fixedStatus, reply.Body) : faults.Count > 0 ? Invalid(faults) : Usual(request);
        if (reply.Drops)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;
        if (body.Length == 0)
            return;
        context.Response.ContentType = reply.MediaType;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    private RestReply? Scripted(RestRequest request)
    {
        var script = scripts.Find(script => script.Replies.Count > 0 && script.Method == request.Method && request.Path.StartsWith(script.Path, StringComparison.Ordinal));
        return script.Replies?.Dequeue();
    }

    private static (int Status, string Body) Invalid(IReadOnlyList<string> faults) =>
        (400, JsonSerializer.Serialize(new { code = 50035, message = "Invalid Form Body", errors = new { _errors = faults.Select(fault => new { code = "INVALID", message = fault }) } }));

    private static (int Status, string Body) Error(int status, int code, string message) => (status, JsonSerializer.Serialize(new { code, message }));

    private (int Status, string Body) Usual(RestRequest request)
    {
        if (request.Token.Length == 0 && request.Headers.GetValueOrDefault("Authorization") != $"Bot {BotToken}")
            return (401, "{\"message\": \"401: Unauthorized\", \"code\": 0}");
        return (request.Method, request.Path.Split('/')) switch
        {
            ("GET", ["", "gateway", "bot"]) => (200, GatewayBot ?? JsonSerializer.Serialize(new { url = GatewayUrl, shards = Shards, session_start_limit = new { total = 1000, remaining = 999, reset_after = 14_400_000, max_concurrency = 1 } })),
            ("GET", ["", "applications", "@me"]) => (200, JsonSerializer.Serialize(new { id = ApplicationId, name = "VramBot", verify_key = VerifyKey, flags = 0 })),
            (_, ["", "applications", ApplicationId, "commands"]) => Commands(request, string.Empty),
            (_, ["", "applications", ApplicationId, "guilds", var guild, "commands"]) => Commands(request, guild),
            (_, ["", "applications", ..]) => Error(403, 20012, "You are not authorized to perform this action on this application"),
            ("POST", ["", "interactions", _, var token, "callback"]) => answered.TryAdd(token, true) ? (204, string.Empty) : Error(400, 40060, "Interaction has already been acknowledged."),
            (_, ["", "webhooks", _, var token, ..]) when !answered.ContainsKey(token) => Error(404, 10015, "Unknown Webhook"),
            ("DELETE", _) => (204, string.Empty),
            (_, ["", "webhooks", ..]) => (200, $"{{\"id\": \"{NextId()}\", \"type\": 20}}"),
            _ => Error(404, 0, "404: Not Found"),
        };
    }

    private (int Status, string Body) Commands(RestRequest request, string guild)
    {
        if (request.Method == "PUT")
            commands[guild] = new([.. JsonNode.Parse(request.Json!.Value.GetRawText())!.AsArray().Select(command => Kept(command!.DeepClone().AsObject(), guild))]);
        return (200, CommandsOf(guild).ToJsonString());
    }

    // What Discord adds to a command that it keeps.
    private JsonObject Kept(JsonObject command, string guild)
    {
        var known = CommandsOf(guild).FirstOrDefault(known => known!["name"]!.ToString() == command["name"]!.ToString());
        command["id"] = known?["id"]?.ToString() ?? NextId();
        command["application_id"] = ApplicationId;
        command["version"] = NextId();
        command["type"] ??= 1;
        command["nsfw"] ??= false;
        if (guild.Length > 0)
            command["guild_id"] = guild;
        if (!command.ContainsKey("default_member_permissions"))
            command["default_member_permissions"] = null;
        return command;
    }

    private string NextId() => Interlocked.Increment(ref ids).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^DiscordBot \(https?://\S+, \d[\w.-]*\)")]
    private static partial Regex UserAgentForm();
}
