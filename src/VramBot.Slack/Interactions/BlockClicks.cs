using System.Text.Json;
using VramBot.Chat;
using VramBot.Commands.Grammar;
using VramBot.Slack.Rendering;

namespace VramBot.Slack.Interactions;

/// <summary>Answers clicks: the message that was clicked becomes the new answer, or the answer is shown to all.</summary>
internal sealed class BlockClicks(AnswerWriter writer, FollowUps followUps)
{
    private const string TooOld = "This button is from another version of the bot, or was changed on the way. Ask again, for example with /vram.";

    /// <summary>Takes the clicks of a payload; what they ask follows to its response_url.</summary>
    public void Accept(JsonElement payload)
    {
        var responseUrl = payload.Text("response_url");
        var asker = payload.Asker();
        var isPrivate = payload.At("container", "is_ephemeral") is { ValueKind: JsonValueKind.True };

        // A click inside of a form has nothing to replace, and nothing there needs an answer.
        if (responseUrl is null)
            return;
        foreach (var action in payload.Items("actions").Take(1))
            followUps.Do(() => followUps.SendAsync(AnswerAsync(action, isPrivate, asker), responseUrl));
    }

    private Task<ReadOnlyMemory<byte>> AnswerAsync(JsonElement action, bool isPrivate, Asker? asker)
    {
        var value = action.Text("value") ?? action.Text("selected_option", "value");
        return ClickState.Read(action.Text("action_id") ?? string.Empty, action.Text("block_id"), value) switch
        {
            null => Task.FromResult<ReadOnlyMemory<byte>>(SlackJson.Bytes(MessageRenderer.Say(TooOld, isClick: true))),
            { IsShared: true } shared => writer.WriteAsync(new(shared.Line) { Asker = asker }, new(IsPrivate: false, Replaces: false), CancellationToken.None),
            { Line: var line } when CommandBook.IsAside(line) => writer.WriteAsync(new(line) { Asker = asker }, new(IsPrivate: true, Replaces: false), CancellationToken.None),
            var click => writer.WriteAsync(new(click.Line) { Asker = asker }, new(isPrivate, Replaces: true), CancellationToken.None),
        };
    }
}
