using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Commands;
using VramBot.Slack.Rendering;

namespace VramBot.Slack.Interactions;

/// <summary>From a line to the message that is sent.</summary>
internal sealed partial class AnswerWriter(IAnswers answers, MessageRenderer renderer, ILogger<AnswerWriter> logger)
{
    private const string Failed = "Something went wrong on this side; the host of the bot finds it in the log. Ask again, or something simpler.";

    /// <summary>The message that answers a line; where answering fails, one that says so without what went wrong inside.</summary>
    public async Task<ReadOnlyMemory<byte>> WriteAsync(string line, Placement place, CancellationToken cancellationToken)
    {
        try
        {
            return Write(await answers.AskAsync(line, cancellationToken).ConfigureAwait(false), line, place);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Fault(exception, isClick: place.Replaces is not null);
        }
    }

    /// <summary>The message of an answer.</summary>
    public ReadOnlyMemory<byte> Write(Answer answer, string line, Placement place) => SlackJson.Bytes(renderer.Render(answer, line, place));

    /// <summary>Notes a fault of ours, and says that there was one.</summary>
    public ReadOnlyMemory<byte> Fault(Exception exception, bool isClick)
    {
        Log.Failed(logger, exception);
        return SlackJson.Bytes(MessageRenderer.Say(Failed, isClick));
    }

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Error, "A line could not be answered")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
