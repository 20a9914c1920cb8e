namespace VramBot.Slack.WebApi;

/// <summary>A method of Slack's Web API, as far as limits and retries tell methods apart.</summary>
/// <param name="Name">Its name: what a log may show.</param>
internal sealed record SlackMethod(string Name)
{
    /// <summary>Whose token it is.</summary>
    public static readonly SlackMethod AuthTest = new("auth.test") { MayRepeat = true };

    /// <summary>An address for one Socket Mode connection.</summary>
    public static readonly SlackMethod ConnectionsOpen = new("apps.connections.open") { MayRepeat = true, TokenSetting = "Slack__AppToken" };

    /// <summary>A form on somebody's screen. Its trigger opens one form only, so that a second call does no harm.</summary>
    public static readonly SlackMethod ViewsOpen = new("views.open") { MayRepeat = true, SettledBy = "exchanged_trigger_id" };

    /// <summary>A code for a token. A code counts once: what may have arrived is not sent again.</summary>
    public static readonly SlackMethod OAuthAccess = new("oauth.v2.access") { TokenSetting = "Slack__ClientId and Slack__ClientSecret" };

    /// <summary>A message to a response_url: no method of the API, but sent like one.</summary>
    public static readonly SlackMethod Respond = new("response_url");

    /// <summary>The same for a message that replaces or deletes another: the second time it changes nothing.</summary>
    public static readonly SlackMethod Replace = new("response_url") { MayRepeat = true };

    /// <summary>Whether it may be sent again when nobody knows whether it arrived.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>The error that a second call meets when the first one did arrive.</summary>
    public string? SettledBy { get; init; }

    /// <summary>Which setting holds what it is sent with.</summary>
    public string TokenSetting { get; init; } = "Slack__BotToken";

    /// <inheritdoc />
    public override string ToString() => Name;
}
