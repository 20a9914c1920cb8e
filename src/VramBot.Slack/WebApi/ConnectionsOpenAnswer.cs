namespace VramBot.Slack.WebApi;

/// <summary>Where one Socket Mode connection can be opened.</summary>
/// <param name="Url">The address with its ticket: a secret, for one connection.</param>
internal sealed record ConnectionsOpenAnswer(string? Url);
