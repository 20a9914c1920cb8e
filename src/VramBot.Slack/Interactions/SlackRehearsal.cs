using System.Text.Json;
using Microsoft.Extensions.Options;
using VramBot.Chat;

namespace VramBot.Slack.Interactions;

/// <summary>Plays a line as the slash command that would bring it, and writes its answer anew each time: a message that is found again rehearses nothing.</summary>
internal sealed class SlackRehearsal(ISlackResponder responder, AnswerWriter writer, IOptions<SlackOptions> options) : IRehearsal
{
    public bool IsOpen => options.Value is { AppToken: { Length: > 0 } } or { SigningSecret: { Length: > 0 } };

    public async Task PlayAsync(string line, CancellationToken cancellationToken)
    {
        await writer.WriteAnewAsync(new(line), new(IsPrivate: true), cancellationToken).ConfigureAwait(false);
        var words = line.Split(' ', 2);
        var payload = new Dictionary<string, string> { ["command"] = words[0], ["text"] = words is [_, var text] ? text : string.Empty };
        await responder.RespondAsync(new(SlackPayloadKind.SlashCommand, JsonSerializer.SerializeToElement(payload, SlackJson.Default.DictionaryStringString)), cancellationToken).ConfigureAwait(false);
    }
}
