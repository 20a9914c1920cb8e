using System.Diagnostics;
using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Chat.Limits;
using VramBot.Chat.Metrics;
using VramBot.Commands;
using VramBot.Commands.Grammar;
using VramBot.Core.Languages;
using VramBot.Slack.Rendering;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Slack.Interactions;

/// <summary>From a line to the message that is sent.</summary>
internal sealed partial class AnswerWriter(
    IAnswers answers, AnswerLimits limits, MessageRenderer renderer, WorkGate gate, AskedLines asked, TimeProvider time, ILogger<AnswerWriter> logger)
{
    /// <summary>How much of what was written is kept for a while, and as much again of what was written before: some seven hundred messages of some twelve thousand bytes each.</summary>
    private const int MostKept = 8 << 20;

    private static readonly string Failed = Later("Something went wrong on this side; the host of the bot finds it in the log. Ask again, or something simpler.");

    private readonly RecentAnswers<(string Line, Placement Place)> written = new(time, MostKept);

    /// <summary>The message that answers a line; where answering fails, one that says so without what went wrong inside; where there were too many, one that says how long to wait.</summary>
    public async Task<ReadOnlyMemory<byte>> WriteAsync(Question question, Placement place, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        asked.Note(ChatMetrics.Slack, question.Line);
        if (limits.Refuse(question) is { } refusal)
        {
            ChatMetrics.Ended(ChatMetrics.Slack, question.Line, AnswerOutcome.Limited, since);
            return SlackJson.Bytes(MessageRenderer.Say(refusal, isClick: place.Replaces is not null));
        }

        if (written.Find((question.Line, place)) is not { } known)
            return await WriteAnewAsync(question, place, cancellationToken).ConfigureAwait(false);
        ChatMetrics.Ended(ChatMetrics.Slack, question.Line, AnswerOutcome.Answered, since);
        return known;
    }

    /// <summary>The same, without looking whether it was written before, or how many there were.</summary>
    public async Task<ReadOnlyMemory<byte>> WriteAnewAsync(Question question, Placement place, CancellationToken cancellationToken)
    {
        var (line, since) = (question.Line, Stopwatch.GetTimestamp());
        using var pass = gate.Enter(question.Asker);
        if (pass is null)
            return SlackJson.Bytes(MessageRenderer.Say(Busy(line, since), isClick: place.Replaces is not null));
        try
        {
            var asking = answers.AskAsync(question, cancellationToken);

            // What was there at once is arithmetic, and the same the next time; what had to be fetched may be another then.
            var isLasting = asking.IsCompletedSuccessfully;
            var answer = await asking.ConfigureAwait(false);
            var message = Write(answer, line, place);
            if (isLasting && answer.Problems.IsEmpty)
                written.Keep((line, place), message);
            Ended(line, answer, since);
            return message;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Fault(exception, line, isClick: place.Replaces is not null, since);
        }
    }

    /// <summary>The message of an answer.</summary>
    public byte[] Write(Answer answer, string line, Placement place) => SlackJson.Bytes(renderer.Render(answer, line, place));

    /// <summary>Counts a line that has its answer, which arrived at <paramref name="since"/>.</summary>
    public static void Ended(string line, Answer answer, long since) =>
        ChatMetrics.Ended(ChatMetrics.Slack, line, answer.Problems.IsEmpty ? AnswerOutcome.Answered : AnswerOutcome.Corrected, since);

    /// <summary>Counts a line that there is no room for, and says so.</summary>
    public static string Busy(string line, long since)
    {
        ChatMetrics.Ended(ChatMetrics.Slack, line, AnswerOutcome.Busy, since);
        return (LineLanguage.Of(line) ?? Language.English).Of(BusyWords.Text);
    }

    /// <summary>Notes a fault of ours, and says that there was one, in the language that the line asks for.</summary>
    public ReadOnlyMemory<byte> Fault(Exception exception, string line, bool isClick, long since)
    {
        ChatMetrics.Ended(ChatMetrics.Slack, line, AnswerOutcome.Failed, since);
        Log.Failed(logger, asked.Tell(exception));
        return SlackJson.Bytes(MessageRenderer.Say((LineLanguage.Of(line) ?? Language.English).Of(Failed), isClick));
    }

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Error, "A line could not be answered: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
