using System.Reflection;

namespace VramBot.Discord.Rest;

/// <summary>How the bot introduces itself, in the form that Discord asks for: others may be turned away.</summary>
internal static class UserAgent
{
    private const string ProjectUrl = "https://github.com/vrambot/vrambot";

    /// <summary><c>DiscordBot (url, version)</c>.</summary>
    public static string Text { get; } = $"DiscordBot ({ProjectUrl}, {typeof(UserAgent).Assembly.GetName().Version?.ToString(3) ?? "0"})";
}
