namespace VramBot.Discord.Rest;

/// <summary>A route of Discord's API, as far as limits and retries tell routes apart.</summary>
/// <param name="Method">The method.</param>
/// <param name="Template">The path with names in place of ids and tokens: what a log may show.</param>
internal sealed record RestRoute(HttpMethod Method, string Template)
{
    /// <summary>Where the gateway is, and how often it may be entered.</summary>
    public static readonly RestRoute GatewayBot = new(HttpMethod.Get, "gateway/bot");

    /// <summary>The bot's own application.</summary>
    public static readonly RestRoute Application = new(HttpMethod.Get, "applications/@me");

    /// <summary>The registered commands.</summary>
    public static readonly RestRoute Commands = new(HttpMethod.Get, "applications/{application}/commands");

    /// <summary>The commands registered in one server.</summary>
    public static readonly RestRoute GuildCommands = new(HttpMethod.Get, "applications/{application}/guilds/{guild}/commands");

    /// <summary>All commands, replaced.</summary>
    public static readonly RestRoute OverwriteCommands = new(HttpMethod.Put, "applications/{application}/commands");

    /// <summary>All commands of one server, replaced.</summary>
    public static readonly RestRoute OverwriteGuildCommands = new(HttpMethod.Put, "applications/{application}/guilds/{guild}/commands");

    /// <summary>The first answer to an interaction. A second one is refused with 40060, so that sending it again does no harm.</summary>
    public static readonly RestRoute Callback = new(HttpMethod.Post, "interactions/{interaction}/{token}/callback") { Family = RestFamily.Callback, SettledBy = DiscordErrorCode.AlreadyAcknowledged };

    /// <summary>The answer, changed.</summary>
    public static readonly RestRoute EditOriginal = new(HttpMethod.Patch, "webhooks/{application}/{token}/messages/@original") { Family = RestFamily.Webhook };

    /// <summary>The answer, taken back.</summary>
    public static readonly RestRoute DeleteOriginal = new(HttpMethod.Delete, "webhooks/{application}/{token}/messages/@original") { Family = RestFamily.Webhook, SettledBy = DiscordErrorCode.UnknownMessage };

    /// <summary>A further message. Sent twice it would stand there twice.</summary>
    public static readonly RestRoute FollowUp = new(HttpMethod.Post, "webhooks/{application}/{token}") { Family = RestFamily.Webhook, MayRepeat = false };

    /// <summary>Whose limits count, and whether the bot token is due.</summary>
    public RestFamily Family { get; init; }

    /// <summary>Whether it may be sent again when nobody knows if it arrived.</summary>
    public bool MayRepeat { get; init; } = true;

    /// <summary>The error code which, on sending again, says that the first one did arrive; null when there is none.</summary>
    public int? SettledBy { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Method} /{Template}";
}
