using System.Text.Json;
using VramBot.Chat;

namespace VramBot.Slack.Interactions;

/// <summary>Plays a line as the slash command that would bring it.</summary>
internal sealed class SlackRehearsal(ISlackResponder responder) : IRehearsal
{
    public async Task PlayAsync(string line, CancellationToken cancellationToken)
    {
        var words = line.Split(' ', 2);
        var payload = new Dictionary<string, string> { ["command"] = words[0], ["text"] = words is [_, var text] ? text : string.Empty };
        await responder.RespondAsync(new(SlackPayloadKind.SlashCommand, JsonSerializer.SerializeToElement(payload, SlackJson.Default.DictionaryStringString)), cancellationToken).ConfigureAwait(false);
    }
}
