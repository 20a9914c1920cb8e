using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VramBot.Hub.Tests.Loopback;

/// <summary>A hub on this machine: listings with ETags, files by ranges, gated repositories, redirects to a second place for files, and whatever fault a test wants.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    public const string Token = "hf_secret";

    private readonly WebApplication app;
    private readonly WebApplication elsewhere;

    private HubServer()
    {
        (app, elsewhere) = (Create(), Create());
        app.Run(AnswerAsync);
        elsewhere.Run(http => ServeAsync(http, http.Request.Query["of"].ToString()));
    }

    public Uri Address => new(app.Urls.First());

    public Uri Elsewhere => new(elsewhere.Urls.First());

    /// <summary>The repositories by id.</summary>
    public ConcurrentDictionary<string, HubRepository> Repositories { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything that was asked, in order: of the hub, and of the place for files (<c>!</c> before it).</summary>
    public ConcurrentQueue<HubCall> Calls { get; } = new();

    /// <summary>Whether large files are kept in the second place.</summary>
    public bool RedirectsFiles { get; set; }

    /// <summary>What is done instead; null to answer as usual.</summary>
    public Func<HttpContext, Task?> Fault { get; set; } = _ => null;

    /// <summary>Bytes sent.</summary>
    public long Sent => Interlocked.Read(ref sent);

    private long sent;

    public static async Task<HubServer> StartAsync()
    {
        var server = new HubServer();
        await server.app.StartAsync();
        await server.elsewhere.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await elsewhere.DisposeAsync();
    }

    private static WebApplication Create()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Calls.Enqueue(HubCall.Of(http, isElsewhere: false));
        if (Fault(http) is { } fault)
        {
            await fault;
            return;
        }

        var parts = http.Request.Path.Value!.Trim('/').Split('/');
        if (parts is ["api", "models", var org, var name, "revision", var revision])
            await ListAsync(http, $"{org}/{name}", Uri.UnescapeDataString(revision));
        else if (parts is [var owner, var repository, "resolve", var commit, ..] && Repositories.TryGetValue($"{owner}/{repository}", out var found) && found.Commit == commit)
            await FileAsync(http, found, $"{owner}/{repository}", string.Join('/', parts[4..]));
        else
            Refuse(http, 404, "RepoNotFound");
    }

    private async Task ListAsync(HttpContext http, string id, string revision)
    {
        if (!Repositories.TryGetValue(id, out var repository))
        {
            Refuse(http, http.Request.Headers.Authorization.Count > 0 ? 404 : 401, "RepoNotFound");
            return;
        }

        if (!MayRead(http, repository))
            return;
        if (revision != "main" && revision != repository.Commit)
        {
            Refuse(http, 404, "RevisionNotFound");
            return;
        }

        var etag = $"W/\"{repository.Commit}\"";
        http.Response.Headers.ETag = etag;
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            http.Response.StatusCode = 304;
            return;
        }

        var siblings = new JsonArray([.. repository.Files.Select(file => (JsonNode)new JsonObject { ["rfilename"] = file.Key, ["size"] = file.Value.Length })]);
        await SendAsync(http, System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["id"] = id, ["sha"] = repository.Commit, ["siblings"] = siblings }.ToJsonString()));
    }

    private async Task FileAsync(HttpContext http, HubRepository repository, string id, string path)
    {
        if (!MayRead(http, repository))
            return;
        if (!repository.Files.TryGetValue(path, out var file))
        {
            Refuse(http, 404, "EntryNotFound");
            return;
        }

        if (RedirectsFiles && path.EndsWith(".safetensors", StringComparison.Ordinal))
            http.Response.Redirect($"{Elsewhere}file?of={Uri.EscapeDataString($"{id} {path}")}&signature=abc");
        else
            await SendFileAsync(http, file);
    }

    private async Task ServeAsync(HttpContext http, string of)
    {
        Calls.Enqueue(HubCall.Of(http, isElsewhere: true));
        var (id, path) = (of[..of.IndexOf(' ', StringComparison.Ordinal)], of[(of.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        await SendFileAsync(http, Repositories[id].Files[path]);
    }

    private async Task SendFileAsync(HttpContext http, HubFile file)
    {
        http.Response.Headers.ETag = $"\"{file.Length}-{file.Start.Length}\"";
        if (http.Request.GetTypedHeaders().Range?.Ranges.FirstOrDefault() is not { From: { } from } range)
        {
            await SendAsync(http, file.Read(0, file.Length));
            return;
        }

        if (from >= file.Length)
        {
            http.Response.StatusCode = 416;
            return;
        }

        var to = Math.Min(range.To ?? file.Length - 1, file.Length - 1);
        http.Response.StatusCode = 206;
        http.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{file.Length}");
        await SendAsync(http, file.Read(from, to - from + 1));
    }

    private async Task SendAsync(HttpContext http, byte[] body)
    {
        Interlocked.Add(ref sent, body.Length);
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    }

    private static bool MayRead(HttpContext http, HubRepository repository)
    {
        if (!repository.IsGated || http.Request.Headers.Authorization == $"Bearer {Token}")
            return true;
        Refuse(http, 403, "GatedRepo");
        return false;
    }

    private static void Refuse(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        http.Response.Headers["X-Error-Code"] = code;
    }
}
