namespace VramBot.Slack.Interactions;

/// <summary>The one handler behind both doors: a payload in, the acknowledgement out.</summary>
internal interface ISlackResponder
{
    /// <summary>
    /// Gives what is acknowledged with, within Slack's three seconds: a message, options, what becomes of a form; empty for nothing but the acknowledgement. Work that takes longer follows by itself to the
    /// payload's response_url.
    /// </summary>
    /// <param name="payload">The payload.</param>
    /// <param name="cancellationToken">Stops waiting; the bot is going down.</param>
    /// <returns>JSON as UTF-8, or empty.</returns>
    Task<ReadOnlyMemory<byte>> RespondAsync(SlackPayload payload, CancellationToken cancellationToken);
}
