namespace VramBot.Slack.WebApi;

/// <summary>What an installation gives. Holds the bot token: never logged.</summary>
/// <param name="AccessToken">The bot token.</param>
/// <param name="TokenType">Whose token it is: <c>bot</c>.</param>
/// <param name="Team">The workspace; none for a whole organisation.</param>
/// <param name="Enterprise">The organisation; none where there is none.</param>
/// <param name="IsEnterpriseInstall">Whether it is for the whole organisation.</param>
/// <param name="ExpiresIn">Seconds until the token ends, where token rotation is on.</param>
internal sealed record OAuthAnswer(string? AccessToken, string? TokenType, OAuthPlace? Team, OAuthPlace? Enterprise, bool IsEnterpriseInstall, long? ExpiresIn);
