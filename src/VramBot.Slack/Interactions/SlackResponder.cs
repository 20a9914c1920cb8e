using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Commands.Grammar;
using VramBot.Core.Languages;
using VramBot.Slack.Rendering;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Slack.Interactions;

/// <summary>The one handler behind both doors: hands each kind of payload to what answers it. A kind that is not known is acknowledged.</summary>
internal sealed partial class SlackResponder(SlashCommands commands, BlockClicks clicks, FormSubmissions forms, OptionSuggestions suggestions, AskedLines asked, ILogger<SlackResponder> logger) : ISlackResponder
{
    private static readonly string Failed = Later("Something went wrong on this side; the host of the bot finds it in the log.");

    public async Task<ReadOnlyMemory<byte>> RespondAsync(SlackPayload payload, CancellationToken cancellationToken)
    {
        try
        {
            return payload.Kind switch
            {
                SlackPayloadKind.SlashCommand => await commands.RespondAsync(payload.Json, cancellationToken).ConfigureAwait(false),
                SlackPayloadKind.Interactive => await InteractAsync(payload, cancellationToken).ConfigureAwait(false),
                _ => default,
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, asked.Tell(exception));
            return payload.Kind == SlackPayloadKind.SlashCommand ? SlackJson.Bytes(MessageRenderer.Say((LineLanguage.Of(payload.Json.Text("text") ?? string.Empty) ?? Language.English).Of(Failed))) : default(ReadOnlyMemory<byte>);
        }
    }

    private Task<ReadOnlyMemory<byte>> InteractAsync(SlackPayload payload, CancellationToken cancellationToken)
    {
        switch (payload.Json.Text("type"))
        {
            case "block_actions":
                clicks.Accept(payload.Json);
                break;
            case "block_suggestion":
                return Task.FromResult(suggestions.Of(payload.Json));
            case "view_submission":
                return forms.RespondAsync(payload.Json, cancellationToken);
        }

        return Task.FromResult<ReadOnlyMemory<byte>>(default);
    }

    private static partial class Log
    {
        [LoggerMessage(314, LogLevel.Error, "A payload could not be answered: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
