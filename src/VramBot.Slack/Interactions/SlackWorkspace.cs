namespace VramBot.Slack.Interactions;

/// <summary>The workspace, or the organisation, that something comes from.</summary>
/// <param name="EnterpriseId">The organisation; null where there is none.</param>
/// <param name="TeamId">The workspace; null for an organisation-wide installation.</param>
internal sealed record SlackWorkspace(string? EnterpriseId, string? TeamId);
