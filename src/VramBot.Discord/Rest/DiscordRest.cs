using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Chat;

namespace VramBot.Discord.Rest;

/// <summary>Discord's REST API, as far as a slash-command bot needs it.</summary>
/// <remarks>
/// Every method throws <see cref="DiscordApiException"/> when it failed for good. The bot token goes only where it is due; neither it nor the tokens of interactions are
/// ever logged.
/// </remarks>
internal sealed class DiscordRest : IDisposable
{
    private const string ProjectUrl = "https://github.com/vrambot/vrambot";

    // In the form that Discord asks for: others may be turned away.
    private static readonly string UserAgent = $"DiscordBot ({ProjectUrl}, {BotVersion.Text})";
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ShortestTry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    private readonly TimeProvider time;
    private readonly HttpClient client;
    private readonly RestSender sender;

    /// <summary>Makes the client; nothing is sent yet.</summary>
    public DiscordRest(IOptions<DiscordOptions> options, TimeProvider time, ILogger<DiscordRest> logger)
        : this(options.Value, time, logger, new())
    {
    }

    /// <summary>Makes a client of a given patience.</summary>
    internal DiscordRest(DiscordOptions options, TimeProvider time, ILogger<DiscordRest> logger, RestTiming timing)
    {
        this.time = time;
        client = ApiTransport.Create(options.ApiBaseUrl, UserAgent);
        Limits = new(time);
        sender = new(new(client, options.Token, time, timing.Attempt), Limits, timing, time, logger);
    }

    /// <summary>What was learned of Discord's limits.</summary>
    internal RateLimits Limits { get; }

    /// <summary>Asks where the gateway is, and how often it may be entered.</summary>
    public Task<GatewayBotAnswer> GetGatewayBotAsync(CancellationToken cancellationToken) =>
        AskAsync(new(RestRoute.GatewayBot, "gateway/bot"), RestJson.Default.GatewayBotAnswer, cancellationToken);

    /// <summary>Asks which application the token belongs to.</summary>
    public Task<ApplicationAnswer> GetApplicationAsync(CancellationToken cancellationToken) =>
        AskAsync(new(RestRoute.Application, "applications/@me"), RestJson.Default.ApplicationAnswer, cancellationToken);

    /// <summary>Asks which commands are registered, with all their translations.</summary>
    /// <param name="applicationId">The application.</param>
    /// <param name="guildId">The one server that is meant; null for everywhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<JsonElement> GetCommandsAsync(string applicationId, string? guildId, CancellationToken cancellationToken)
    {
        var call = new RestCall(guildId is null ? RestRoute.Commands : RestRoute.GuildCommands, CommandsPath(applicationId, guildId) + "?with_localizations=true") { Resource = guildId ?? string.Empty };
        return AskAsync(call, RestJson.Default.JsonElement, cancellationToken);
    }

    /// <summary>Replaces all registered commands.</summary>
    /// <param name="applicationId">The application.</param>
    /// <param name="guildId">The one server that is meant; null for everywhere.</param>
    /// <param name="commands">The commands, a JSON array.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The commands as Discord keeps them, with their ids.</returns>
    public Task<JsonElement> OverwriteCommandsAsync(string applicationId, string? guildId, ReadOnlyMemory<byte> commands, CancellationToken cancellationToken)
    {
        var call = new RestCall(guildId is null ? RestRoute.OverwriteCommands : RestRoute.OverwriteGuildCommands, CommandsPath(applicationId, guildId))
        {
            Resource = guildId ?? string.Empty,
            Body = new(commands),
        };
        return AskAsync(call, RestJson.Default.JsonElement, cancellationToken);
    }

    /// <summary>Gives the first answer to an interaction, within the three seconds that Discord waits for it.</summary>
    public Task RespondAsync(string interactionId, string token, DiscordBody body, CancellationToken cancellationToken)
    {
        var call = new RestCall(RestRoute.Callback, $"interactions/{Uri.EscapeDataString(interactionId)}/{Uri.EscapeDataString(token)}/callback")
        {
            Body = body,
            Deadline = AnswerBy(interactionId),
        };
        return sender.SendAsync(call, cancellationToken);
    }

    /// <summary>Changes the first answer.</summary>
    public Task EditOriginalAsync(string applicationId, string token, DiscordBody body, CancellationToken cancellationToken) =>
        sender.SendAsync(Webhook(RestRoute.EditOriginal, applicationId, token, "/messages/@original", body), cancellationToken);

    /// <summary>Takes the first answer back.</summary>
    public Task DeleteOriginalAsync(string applicationId, string token, CancellationToken cancellationToken) =>
        sender.SendAsync(Webhook(RestRoute.DeleteOriginal, applicationId, token, "/messages/@original", null), cancellationToken);

    /// <summary>Sends a further message.</summary>
    public Task FollowUpAsync(string applicationId, string token, DiscordBody body, CancellationToken cancellationToken) =>
        sender.SendAsync(Webhook(RestRoute.FollowUp, applicationId, token, string.Empty, body), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private static string CommandsPath(string applicationId, string? guildId) => guildId is null
        ? $"applications/{Uri.EscapeDataString(applicationId)}/commands"
        : $"applications/{Uri.EscapeDataString(applicationId)}/guilds/{Uri.EscapeDataString(guildId)}/commands";

    private RestCall Webhook(RestRoute route, string applicationId, string token, string rest, DiscordBody? body) =>
        new(route, $"webhooks/{Uri.EscapeDataString(applicationId)}/{Uri.EscapeDataString(token)}{rest}") { Resource = token, Body = body, Deadline = time.GetUtcNow() + TokenLife };

    // The id tells when the three seconds began, but only as well as this machine's clock is set: where it cannot be right, they begin now.
    private DateTimeOffset AnswerBy(string interactionId)
    {
        var now = time.GetUtcNow();
        if (Snowflake.TimeOf(interactionId) is not { } asked || asked > now || asked < now - FirstAnswer)
            return now + FirstAnswer;
        return asked + FirstAnswer > now + ShortestTry ? asked + FirstAnswer : now + ShortestTry;
    }

    private async Task<T> AskAsync<T>(RestCall call, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(call with { WantsAnswer = true }, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, shape) is { } value ? value : throw new DiscordApiException(RestFailure.Garbled, call.Route, answer.Status);
        }
        catch (JsonException exception)
        {
            throw new DiscordApiException(RestFailure.Garbled, call.Route, answer.Status, inner: exception);
        }
    }
}
