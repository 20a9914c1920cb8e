using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using VramBot.Chat;
using VramBot.Chat.Limits;
using VramBot.Commands;
using VramBot.Commands.Grammar;
using VramBot.Core;
using VramBot.Slack.Messages;
using VramBot.Slack.Rendering;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Slack.Interactions;

/// <summary>Answers the form: what is wrong stands under its field, else the form closes and the answer follows to where the form was asked for.</summary>
internal sealed class FormSubmissions(IAnswers answers, AnswerLimits limits, AnswerWriter writer, FollowUps followUps, WorkGate gate)
{
    /// <summary>What stands under a field; Slack names no limit, and more is not read.</summary>
    private const int LongestError = 300;

    private static readonly string TooOld = Later("This form is from another version of the bot, or was changed on the way. Close it and ask again with /vram.");

    /// <summary>What a form is acknowledged with.</summary>
    public async Task<ReadOnlyMemory<byte>> RespondAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        if (payload.Text("view", "callback_id") != FormFields.CallbackId)
            return default;
        if (FormState.Read(payload.Text("view", "private_metadata")) is not { } state || payload.At("view", "state", "values") is not { } values)
            return Bytes(FormAnswer.Become(FormRenderer.Say(TooOld)));
        var (line, place) = (LineLanguage.In(FormFields.Line(values), state.Language), new Placement(FormFields.Value(values, FormFields.Visibility) != FormFields.Everybody));

        var question = new Question(line) { Asker = payload.Asker() };
        if (limits.Refuse(question) is { } refusal)
            return Bytes(FormAnswer.Become(FormRenderer.Say(refusal)));

        // The token stops the waiting; the answer still follows.
        var since = Stopwatch.GetTimestamp();
        if (gate.Enter(question.Asker) is not { } pass)
            return Bytes(FormAnswer.Wrong(ImmutableSortedDictionary<string, string>.Empty.Add(SharedOptions.Model.Name, AnswerWriter.Busy(line, since))));
        var asking = AskAsync(question, pass);
        if (await followUps.IsInTimeAsync(asking, cancellationToken).ConfigureAwait(false) && asking is { IsCompletedSuccessfully: true, Result.Problems: { Length: > 0 } problems })
        {
            AnswerWriter.Ended(line, asking.Result, since);
            return Bytes(FormAnswer.Wrong(Errors(problems)));
        }

        followUps.Do(() => followUps.SendAsync(WriteAsync(asking, line, place, since), state.ResponseUrl));
        return default;
    }

    private async Task<Answer> AskAsync(Question question, IDisposable pass)
    {
        using var inside = pass;
        return await answers.AskAsync(question, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> WriteAsync(Task<Answer> asking, string line, Placement place, long since)
    {
        try
        {
            var answer = await asking.ConfigureAwait(false);
            var message = writer.Write(answer, line, place);
            AnswerWriter.Ended(line, answer, since);
            return message;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return writer.Fault(exception, line, isClick: false, since);
        }
    }

    /// <summary>All problems, each under the field that it is about.</summary>
    private static ImmutableSortedDictionary<string, string> Errors(ImmutableArray<Problem> problems) => problems
        .GroupBy(FormFields.FieldOf, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(field => field.Key, field => Mrkdwn.Escape(string.Join(' ', field.Select(problem => problem.Expected)).Replace("`", string.Empty, StringComparison.Ordinal), LongestError), StringComparer.Ordinal);

    private static byte[] Bytes(FormAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, SlackJson.Writing.FormAnswer);
}
