namespace VramBot.Slack.Interactions;

/// <summary>What is sent to Slack beside acknowledgements.</summary>
internal interface ISlackMessenger
{
    /// <summary>Sends a message to a payload's response_url.</summary>
    /// <param name="responseUrl">The address as the payload names it; one that is not Slack's own, or the configured one, is refused.</param>
    /// <param name="message">JSON as UTF-8.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RespondAsync(string responseUrl, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Opens a form (views.open) with the token of the workspace that asked.</summary>
    /// <param name="workspace">Whose token it takes.</param>
    /// <param name="triggerId">What allows it, for three seconds, once.</param>
    /// <param name="view">The form, JSON as UTF-8.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task OpenViewAsync(SlackWorkspace workspace, string triggerId, ReadOnlyMemory<byte> view, CancellationToken cancellationToken);
}
