namespace VramBot.Slack.WebApi;

/// <summary>How the bot introduces itself to Slack.</summary>
internal static class UserAgent
{
    /// <summary><c>VramBot/version</c>.</summary>
    public static string Text { get; } = $"VramBot/{typeof(UserAgent).Assembly.GetName().Version?.ToString(3) ?? "0"}";
}
