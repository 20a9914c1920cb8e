namespace VramBot.Chat;

/// <summary>The bot's version, as it tells platforms.</summary>
public static class BotVersion
{
    /// <summary>Three numbers: <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(BotVersion).Assembly.GetName().Version?.ToString(3) ?? "0";
}
