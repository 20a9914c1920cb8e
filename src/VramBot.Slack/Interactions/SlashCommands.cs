using System.Text.Json;
using VramBot.Chat;
using VramBot.Commands.Grammar;
using VramBot.Slack.Rendering;

namespace VramBot.Slack.Interactions;

/// <summary>Answers slash commands: in the acknowledgement when the answer is there at once, else at the response_url, and then the acknowledgement says how far it is, to the one who asked; the bare estimate opens the form, in a language if one is named.</summary>
internal sealed class SlashCommands(AnswerWriter writer, FollowUps followUps, FormOpening form, SlackAnswerSettings settings)
{
    private static readonly string Bare = $"/{CommandBook.Vram.Name}";

    /// <summary>What a command is acknowledged with.</summary>
    public async Task<ReadOnlyMemory<byte>> RespondAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        var (line, responseUrl) = (TypedText.Line(payload.Text("command") ?? Bare, payload.Text("text") ?? string.Empty), payload.Text("response_url"));
        var language = LineLanguage.Of(line);
        if (string.Equals(language is null ? line : LineLanguage.Rest(line), Bare, StringComparison.OrdinalIgnoreCase) && payload.Text("trigger_id") is { Length: > 0 } trigger)
        {
            form.Open(payload, trigger, responseUrl, language);
            return default;
        }

        // The token stops the waiting; the answer still follows.
        var progress = new LatestSentence();
        var writing = writer.WriteAsync(new(line) { Asker = payload.Asker(), Progress = progress }, new(!settings.IsPublic), CancellationToken.None);
        var answer = await followUps.InTimeAsync(writing, responseUrl, cancellationToken).ConfigureAwait(false);
        return answer.IsEmpty && progress.Sentence is { } sentence ? SlackJson.Bytes(MessageRenderer.Say(sentence)) : answer;
    }
}
