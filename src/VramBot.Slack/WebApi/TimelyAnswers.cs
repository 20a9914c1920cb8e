using System.Text.Json;
using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Slack.Install;
using VramBot.Slack.Interactions;

namespace VramBot.Slack.WebApi;

/// <summary>
/// The handler as both doors use it: it never throws and never takes longer than Slack waits. An answer that comes later is sent to the payload's response_url; one that breaks is logged and becomes an
/// empty acknowledgement.
/// </summary>
internal sealed partial class TimelyAnswers(ISlackResponder responder, ISlackMessenger messenger, InstallationEvents installations, WorkInFlight work, TimeProvider time, ILogger<TimelyAnswers> logger)
{
    /// <summary>Slack's three seconds, less the way back.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private static readonly JsonEncodedText ResponseUrl = JsonEncodedText.Encode("response_url");

    /// <summary>Answers a payload within the time that Slack waits.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="cancellationToken">The bot is going down and cannot wait any longer.</param>
    /// <returns>What to acknowledge with; empty for nothing.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> AnswerAsync(SlackPayload payload, CancellationToken cancellationToken)
    {
        Task<ReadOnlyMemory<byte>> answering;
        try
        {
            answering = responder.RespondAsync(payload, cancellationToken);
            if (!answering.IsCompleted)
                await ((Task)answering).WaitAsync(Patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!answering.IsCompleted)
            {
                work.Track(SendLateAsync(payload, answering, cancellationToken));
                return default;
            }

            return await answering;
        }
        catch (Exception exception)
        {
            // Never its text: it may hold what people wrote.
            Log.Broken(logger, payload.Kind, exception.GetType().Name);
            return default;
        }
    }

    /// <summary>Takes a payload that is acknowledged already: what the handler says goes to the response_url.</summary>
    public async Task TakeAsync(SlackPayload payload, CancellationToken cancellationToken)
    {
        if (payload.Kind is SlackPayloadKind.Event)
            await installations.TakeAsync(payload.Json, cancellationToken);
        await SendAsync(payload, await AnswerAsync(payload, cancellationToken), cancellationToken);
    }

    /// <summary>Sends an answer that could not be the acknowledgement to the response_url.</summary>
    /// <returns>Whether there was a place to send it to: options and what becomes of a form have none.</returns>
    public async Task<bool> SendAsync(SlackPayload payload, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        if (answer.IsEmpty || ResponseUrlOf(payload) is not { } responseUrl)
            return false;
        try
        {
            await messenger.RespondAsync(responseUrl, answer, cancellationToken);
        }
        catch (SlackApiException exception)
        {
            Log.NotSent(logger, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.NotSent(logger, "The bot is going down.");
        }
        catch (Exception exception)
        {
            Log.NotSent(logger, exception.GetType().Name);
        }

        return true;
    }

    private async Task SendLateAsync(SlackPayload payload, Task<ReadOnlyMemory<byte>> answering, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(payload, await answering, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.Broken(logger, payload.Kind, exception.GetType().Name);
        }
    }

    private static string? ResponseUrlOf(SlackPayload payload) =>
        payload.Json.ValueKind is JsonValueKind.Object && payload.Json.TryGetProperty(ResponseUrl.EncodedUtf8Bytes, out var url) && url.ValueKind is JsonValueKind.String ? url.GetString() : null;

    private static partial class Log
    {
        [LoggerMessage(221, LogLevel.Error, "A payload ({Kind}) could not be answered: {Exception}")]
        public static partial void Broken(ILogger logger, SlackPayloadKind kind, string exception);

        [LoggerMessage(222, LogLevel.Warning, "An answer did not reach its response_url. {Why}")]
        public static partial void NotSent(ILogger logger, string why);
    }
}
