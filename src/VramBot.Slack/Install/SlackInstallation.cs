using VramBot.Slack.Interactions;

namespace VramBot.Slack.Install;

/// <summary>The app in one workspace, or in a whole organisation. A class and not a record: a record would print the token.</summary>
internal sealed class SlackInstallation
{
    /// <summary>Where; without a team it is the whole organisation.</summary>
    public required SlackWorkspace Workspace { get; init; }

    /// <summary>The bot token.</summary>
    public required string Token { get; init; }
}
