namespace VramBot.Slack.WebApi;

/// <summary>Whose a token is.</summary>
/// <param name="TeamId">The workspace.</param>
/// <param name="UserId">The bot's user.</param>
/// <param name="BotId">The bot.</param>
internal sealed record AuthTestAnswer(string? TeamId, string? UserId, string? BotId);
