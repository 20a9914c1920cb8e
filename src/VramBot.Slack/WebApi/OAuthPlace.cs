namespace VramBot.Slack.WebApi;

/// <summary>A workspace or an organisation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, as its people write it.</param>
internal sealed record OAuthPlace(string? Id, string? Name);
