namespace VramBot.Slack.WebApi;

/// <summary>Whose a token is.</summary>
/// <param name="Team">The workspace's name.</param>
/// <param name="TeamId">The workspace.</param>
/// <param name="User">The name of the bot's user.</param>
/// <param name="UserId">The bot's user.</param>
/// <param name="BotId">The bot.</param>
internal sealed record AuthTestAnswer(string? Team, string? TeamId, string? User, string? UserId, string? BotId);
