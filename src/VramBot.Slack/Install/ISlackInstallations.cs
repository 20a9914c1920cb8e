using VramBot.Slack.Interactions;

namespace VramBot.Slack.Install;

/// <summary>The workspaces that the app was installed into, with their bot tokens.</summary>
internal interface ISlackInstallations
{
    /// <summary>The bot token for a workspace; none when the app is not installed there.</summary>
    ValueTask<string?> TokenOfAsync(SlackWorkspace workspace, CancellationToken cancellationToken);

    /// <summary>Keeps an installation, in place of an older one of the same workspace.</summary>
    Task KeepAsync(SlackInstallation installation, CancellationToken cancellationToken);

    /// <summary>Forgets a workspace: the app was removed from it.</summary>
    Task RemoveAsync(SlackWorkspace workspace, CancellationToken cancellationToken);
}
