using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace VramBot.Slack;

/// <summary>What Slack needs to be told. Environment variables begin with <c>Slack__</c>.</summary>
public sealed partial class SlackOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Slack";

    /// <summary>Where Slack's Web API is when nothing else is set.</summary>
    public const string DefaultApiBaseUrl = "https://slack.com/api";

    /// <summary>The app-level token (<c>xapp-…</c> with the scope <c>connections:write</c>); opens Socket Mode. A secret: never logged.</summary>
    [PasswordPropertyText(true)]
    [RegularExpression("[!-~]+", ErrorMessage = "Slack__AppToken has spaces or signs in it that no token has. Set Slack__AppToken to the token that begins with xapp-.")]
    public string? AppToken { get; set; }

    /// <summary>The bot token (<c>xoxb-…</c>) of one workspace; opens forms. A secret: never logged.</summary>
    [PasswordPropertyText(true)]
    [RegularExpression("[!-~]+", ErrorMessage = "Slack__BotToken has spaces or signs in it that no token has. Set Slack__BotToken to the token that begins with xoxb-.")]
    public string? BotToken { get; set; }

    /// <summary>The signing secret; opens the signed HTTP endpoints. Never logged.</summary>
    [PasswordPropertyText(true)]
    [RegularExpression("[!-~]+", ErrorMessage = "Slack__SigningSecret has spaces in it. Set Slack__SigningSecret to the one that Basic Information shows, or leave it out.")]
    public string? SigningSecret { get; set; }

    /// <summary>The app's client id; with <see cref="ClientSecret"/> it opens the installation into further workspaces.</summary>
    [RegularExpression("[0-9A-Za-z.]+", ErrorMessage = "Slack__ClientId must be as Basic Information shows it: two numbers with a dot between. Set Slack__ClientId.")]
    public string? ClientId { get; set; }

    /// <summary>The app's client secret. Never logged.</summary>
    [PasswordPropertyText(true)]
    [RegularExpression("[!-~]+", ErrorMessage = "Slack__ClientSecret has spaces in it. Set Slack__ClientSecret to the one that Basic Information shows.")]
    public string? ClientSecret { get; set; }

    /// <summary>Where Slack sends people back after an installation. Left out, Slack takes the first redirect URL of the app's settings.</summary>
    [RegularExpression("https?://[^\\s?#]+/slack/oauth/callback", ErrorMessage = "Slack__RedirectUrl must end with /slack/oauth/callback and be one of the app's redirect URLs. Set Slack__RedirectUrl, or leave it out.")]
    public string? RedirectUrl { get; set; }

    /// <summary>Where Slack's Web API is. Default <see cref="DefaultApiBaseUrl"/>; another one for tests and for proxies. A slash at its end makes no difference.</summary>
    [Required(ErrorMessage = "Slack__ApiBaseUrl is empty. Leave Slack__ApiBaseUrl out, or set it to " + DefaultApiBaseUrl + ".")]
    [RegularExpression("https?://[^\\s/?#@]+(/[^\\s?#]*)?", ErrorMessage = "Slack__ApiBaseUrl must be an address such as " + DefaultApiBaseUrl + ". Set Slack__ApiBaseUrl.")]
    public string ApiBaseUrl { get; set; } = DefaultApiBaseUrl;

    /// <summary>Who sees an answer: <c>ephemeral</c>, the default, the person who asked alone, who may share it; <c>in_channel</c>, everybody.</summary>
    [RegularExpression("ephemeral|in_channel", ErrorMessage = "Slack__Visibility must be ephemeral or in_channel. Set Slack__Visibility.")]
    public string Visibility { get; set; } = "ephemeral";

    /// <summary>How many Socket Mode connections are open at once. Default 2, so that one is there while the other is renewed; range 1 to 10, Slack's limit for an app.</summary>
    // Not a Range: the generated validator would leave its message out.
    [RegularExpression("[1-9]|10", ErrorMessage = "Slack__Connections must be 1 to 10. Set Slack__Connections.")]
    public int Connections { get; set; } = 2;

    /// <summary>Whether the app can be installed into further workspaces.</summary>
    internal bool Installs => !string.IsNullOrWhiteSpace(ClientId) && !string.IsNullOrWhiteSpace(ClientSecret);
}
