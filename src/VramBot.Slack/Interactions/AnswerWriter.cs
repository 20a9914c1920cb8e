using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Chat.Limits;
using VramBot.Commands;
using VramBot.Commands.Grammar;
using VramBot.Core.Languages;
using VramBot.Slack.Rendering;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Slack.Interactions;

/// <summary>From a line to the message that is sent.</summary>
internal sealed partial class AnswerWriter(IAnswers answers, AnswerLimits limits, MessageRenderer renderer, TimeProvider time, ILogger<AnswerWriter> logger)
{
    /// <summary>How much of what was written is kept for a while, and as much again of what was written before: some seven hundred messages of some twelve thousand bytes each.</summary>
    private const int MostKept = 8 << 20;

    private static readonly string Failed = Later("Something went wrong on this side; the host of the bot finds it in the log. Ask again, or something simpler.");

    private readonly RecentAnswers<(string Line, Placement Place)> written = new(time, MostKept);

    /// <summary>The message that answers a line; where answering fails, one that says so without what went wrong inside; where there were too many, one that says how long to wait.</summary>
    public async Task<ReadOnlyMemory<byte>> WriteAsync(Question question, Placement place, CancellationToken cancellationToken)
    {
        if (limits.Refuse(question) is { } refusal)
            return SlackJson.Bytes(MessageRenderer.Say(refusal, isClick: place.Replaces is not null));
        return written.Find((question.Line, place)) ?? await WriteAnewAsync(question, place, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same, without looking whether it was written before, or how many there were.</summary>
    public async Task<ReadOnlyMemory<byte>> WriteAnewAsync(Question question, Placement place, CancellationToken cancellationToken)
    {
        var line = question.Line;
        try
        {
            var asking = answers.AskAsync(question, cancellationToken);

            // What was there at once is arithmetic, and the same the next time; what had to be fetched may be another then.
            var isLasting = asking.IsCompletedSuccessfully;
            var answer = await asking.ConfigureAwait(false);
            var message = Write(answer, line, place);
            if (isLasting && answer.Problems.IsEmpty)
                written.Keep((line, place), message);
            return message;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Fault(exception, line, isClick: place.Replaces is not null);
        }
    }

    /// <summary>The message of an answer.</summary>
    public byte[] Write(Answer answer, string line, Placement place) => SlackJson.Bytes(renderer.Render(answer, line, place));

    /// <summary>Notes a fault of ours, and says that there was one, in the language that the line asks for.</summary>
    public ReadOnlyMemory<byte> Fault(Exception exception, string line, bool isClick)
    {
        Log.Failed(logger, exception);
        return SlackJson.Bytes(MessageRenderer.Say((LineLanguage.Of(line) ?? Language.English).Of(Failed), isClick));
    }

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Error, "A line could not be answered")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
