using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Slack.WebApi;

namespace VramBot.Slack.Interactions;

/// <summary>Messages that follow an acknowledgement: written when they are there, and waited for when the bot goes down.</summary>
internal sealed partial class FollowUps(ISlackMessenger messenger, WorkInFlight work, TimeProvider time, ILogger<FollowUps> logger)
{
    /// <summary>How long an answer may take before it is only acknowledged: half of what Slack waits, for the way there and back takes some of it.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>What is written, when it is there in time; else nothing, and it goes to the response_url when it is.</summary>
    /// <param name="writing">The message.</param>
    /// <param name="responseUrl">Where it goes when it is late; null where there is no such place.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ReadOnlyMemory<byte>> InTimeAsync(Task<ReadOnlyMemory<byte>> writing, string? responseUrl, CancellationToken cancellationToken)
    {
        if (await IsInTimeAsync(writing, cancellationToken).ConfigureAwait(false))
            return await writing.ConfigureAwait(false);
        Send(writing, responseUrl);
        return default;
    }

    /// <summary>Whether something ends before Slack has to be answered.</summary>
    public async Task<bool> IsInTimeAsync(Task writing, CancellationToken cancellationToken)
    {
        if (writing.IsCompleted)
            return true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(writing, Task.Delay(Patience, time, stop.Token)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        return writing.IsCompleted;
    }

    /// <summary>Sends a message when it is written.</summary>
    public void Send(Task<ReadOnlyMemory<byte>> writing, string? responseUrl) => work.Track(SendAsync(writing, responseUrl));

    /// <summary>Does something that ends after the acknowledgement.</summary>
    public void Do(Func<Task> action) => work.Track(DoAsync(action));

    /// <summary>Sends a message; one that cannot be sent is noted.</summary>
    public async Task SendAsync(Task<ReadOnlyMemory<byte>> writing, string? responseUrl)
    {
        try
        {
            var message = await writing.ConfigureAwait(false);
            if (responseUrl is { Length: > 0 })
                await messenger.RespondAsync(responseUrl, message, CancellationToken.None).ConfigureAwait(false);
            else
                Log.Nowhere(logger);
        }
        catch (Exception exception)
        {
            Log.NotSent(logger, Reason(exception));
        }
    }

    private async Task DoAsync(Func<Task> action)
    {
        // The acknowledgement goes first.
        await Task.Yield();
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.NotSent(logger, Reason(exception));
        }
    }

    /// <summary>What Slack says of it; of other faults the kind alone, for their text may quote what was typed.</summary>
    internal static string Reason(Exception exception) => exception is SlackApiException ? exception.Message : exception.GetType().Name;

    private static partial class Log
    {
        [LoggerMessage(311, LogLevel.Warning, "A message that was to follow could not be sent: {Reason}")]
        public static partial void NotSent(ILogger logger, string reason);

        [LoggerMessage(312, LogLevel.Warning, "A message that was to follow has no response_url to go to")]
        public static partial void Nowhere(ILogger logger);
    }
}
