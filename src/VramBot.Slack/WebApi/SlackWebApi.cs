using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Slack.Install;
using VramBot.Slack.Interactions;

namespace VramBot.Slack.WebApi;

/// <summary>Slack's Web API, as far as a slash-command bot needs it.</summary>
/// <remarks>
/// Every method throws <see cref="SlackApiException"/> when it failed for good. A token goes only where it is due: to methods below the base address, never to a
/// response_url and never along a redirect. Neither tokens nor addresses nor bodies are ever logged.
/// </remarks>
internal sealed class SlackWebApi : ISlackMessenger, IDisposable
{
    private readonly ISlackInstallations installations;
    private readonly WebApiTiming timing;
    private readonly TimeProvider time;
    private readonly Uri apiBase;
    private readonly ResponseUrls responseUrls;
    private readonly HttpClient client;
    private readonly WebApiSender sender;

    /// <summary>Makes the client; nothing is sent yet.</summary>
    public SlackWebApi(IOptions<SlackOptions> options, ISlackInstallations installations, TimeProvider time, ILogger<SlackWebApi> logger)
        : this(options.Value, installations, time, logger, new())
    {
    }

    /// <summary>Makes a client of a given patience.</summary>
    internal SlackWebApi(SlackOptions options, ISlackInstallations installations, TimeProvider time, ILogger<SlackWebApi> logger, WebApiTiming timing)
    {
        this.installations = installations;
        this.timing = timing;
        this.time = time;
        apiBase = ApiTransport.BaseAddress(options.ApiBaseUrl);
        responseUrls = new(apiBase, time);
        client = ApiTransport.Create(options.ApiBaseUrl, $"VramBot/{BotVersion.Text}");
        sender = new(new(client, time, timing.Attempt), new(time), timing, time, logger);
    }

    /// <summary>Asks whose a token is.</summary>
    public Task<AuthTestAnswer> TestAsync(string token, CancellationToken cancellationToken) =>
        AskAsync(JsonCall(SlackMethod.AuthTest, token, "{}"u8.ToArray()), WebApiJson.Default.AuthTestAnswer, cancellationToken);

    /// <summary>Asks whose a token is, and which scopes it has.</summary>
    /// <param name="token">The token.</param>
    /// <param name="onScopes">Told of the scopes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuthTestAnswer> TestAsync(string token, Action<string> onScopes, CancellationToken cancellationToken)
    {
        var call = new WebApiCall { Method = SlackMethod.AuthTest, Address = AddressOf(SlackMethod.AuthTest), Body = "{}"u8.ToArray(), Token = token, OnScopes = onScopes };
        return AskAsync(call, WebApiJson.Default.AuthTestAnswer, cancellationToken);
    }

    /// <summary>Asks for the address of one Socket Mode connection.</summary>
    /// <param name="appToken">The app-level token; Slack takes it in the header only.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Uri> OpenConnectionAsync(string appToken, CancellationToken cancellationToken)
    {
        var call = new WebApiCall { Method = SlackMethod.ConnectionsOpen, Address = AddressOf(SlackMethod.ConnectionsOpen), Body = default, IsForm = true, Token = appToken };
        var answer = await AskAsync(call, WebApiJson.Default.ConnectionsOpenAnswer, cancellationToken);
        return Uri.TryCreate(answer.Url, UriKind.Absolute, out var url) && IsSocketAddress(url) ? url : throw new SlackApiException(SlackFailure.Garbled, SlackMethod.ConnectionsOpen);
    }

    /// <inheritdoc />
    public async Task OpenViewAsync(SlackWorkspace workspace, string triggerId, ReadOnlyMemory<byte> view, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + timing.Trigger;
        var token = await installations.TokenOfAsync(workspace, cancellationToken) ?? throw new SlackApiException(SlackFailure.NotSent, SlackMethod.ViewsOpen, "there is no bot token for this workspace; set Slack__BotToken");
        await sender.SendAsync(JsonCall(SlackMethod.ViewsOpen, token, ViewOf(triggerId, view), deadline), cancellationToken);
    }

    /// <summary>Exchanges the code of an installation for its token. The redirect URL has to be sent where it was sent before.</summary>
    public Task<OAuthAnswer> ExchangeAsync(string clientId, string clientSecret, string code, string? redirectUrl, CancellationToken cancellationToken)
    {
        var form = $"client_id={Uri.EscapeDataString(clientId)}&client_secret={Uri.EscapeDataString(clientSecret)}&code={Uri.EscapeDataString(code)}";
        if (!string.IsNullOrEmpty(redirectUrl))
            form += $"&redirect_uri={Uri.EscapeDataString(redirectUrl)}";
        var call = new WebApiCall { Method = SlackMethod.OAuthAccess, Address = AddressOf(SlackMethod.OAuthAccess), Body = Encoding.UTF8.GetBytes(form), IsForm = true };
        return AskAsync(call, WebApiJson.Default.OAuthAnswer, cancellationToken);
    }

    /// <inheritdoc />
    public async Task RespondAsync(string responseUrl, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var method = MessageShape.ChangesAnother(message.Span) ? SlackMethod.Replace : SlackMethod.Respond;
        var (address, refusal) = responseUrls.Use(responseUrl);
        if (address is null)
            throw new SlackApiException(SlackFailure.NotSent, method, refusal);
        await sender.SendAsync(new() { Method = method, Address = address, Body = message }, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private Uri AddressOf(SlackMethod method) => new(apiBase, method.Name);

    private WebApiCall JsonCall(SlackMethod method, string token, ReadOnlyMemory<byte> body, DateTimeOffset? deadline = null) =>
        new() { Method = method, Address = AddressOf(method), Body = body, Token = token, Deadline = deadline ?? DateTimeOffset.MaxValue };

    private async Task<T> AskAsync<T>(WebApiCall call, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(call, cancellationToken);
        try
        {
            return answer.Deserialize(shape) is { } value ? value : throw new SlackApiException(SlackFailure.Garbled, call.Method);
        }
        catch (JsonException)
        {
            throw new SlackApiException(SlackFailure.Garbled, call.Method);
        }
    }

    // Slack's own connections are encrypted; only where the API is not, as on this machine, may they be bare.
    private bool IsSocketAddress(Uri url) => url.Scheme == "wss" || (url.Scheme == "ws" && apiBase.Scheme == "http");

    private static ReadOnlyMemory<byte> ViewOf(string triggerId, ReadOnlyMemory<byte> view)
    {
        var body = new ArrayBufferWriter<byte>(view.Length + 256);
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("trigger_id", triggerId);
        json.WritePropertyName("view");
        json.WriteRawValue(view.Span);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }
}
