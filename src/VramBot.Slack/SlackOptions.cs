namespace VramBot.Slack;

/// <summary>What Slack needs to be told. Environment variables begin with <c>Slack__</c>.</summary>
public sealed class SlackOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Slack";

    /// <summary>The app-level token; opens Socket Mode. A secret: never logged.</summary>
    public string? AppToken { get; set; }

    /// <summary>The bot token of one workspace. A secret: never logged.</summary>
    public string? BotToken { get; set; }

    /// <summary>The signing secret; opens the signed HTTP endpoints. Never logged.</summary>
    public string? SigningSecret { get; set; }
}
