using System.Text.Json;
using Microsoft.Extensions.Logging;
using VramBot.Commands.Grammar;
using VramBot.Core.Languages;
using VramBot.Slack.Rendering;
using VramBot.Storage;

namespace VramBot.Slack.Interactions;

/// <summary>Opens the form; where it cannot be opened, the help says what to type.</summary>
internal sealed partial class FormOpening(ISlackMessenger messenger, AnswerWriter writer, FollowUps followUps, SlackAnswerSettings settings, ILogger<FormOpening> logger)
{
    private const string Help = "/vram-help";

    /// <summary>Opens it, after the acknowledgement: what allows it holds for three seconds.</summary>
    /// <param name="payload">The slash command.</param>
    /// <param name="trigger">What allows it.</param>
    /// <param name="responseUrl">Where the answer will go.</param>
    /// <param name="language">The language that it is in; null when none was named.</param>
    public void Open(JsonElement payload, string trigger, string? responseUrl, Language? language) => followUps.Do(async () =>
    {
        try
        {
            await messenger.OpenViewAsync(WorkspaceOf(payload), trigger, Form(new(responseUrl ?? string.Empty, language)), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A database that does not work says so itself, once.
            if (exception is not StorageException)
                Log.NotOpened(logger, FollowUps.Reason(exception));
            await followUps.SendAsync(writer.WriteAsync(new(LineLanguage.In(Help, language)) { Asker = payload.Asker() }, new(IsPrivate: true), CancellationToken.None), responseUrl).ConfigureAwait(false);
        }
    });

    private byte[] Form(FormState state)
    {
        using var spoken = (state.Language ?? Language.English).Spoken();
        return JsonSerializer.SerializeToUtf8Bytes(FormRenderer.Render(state.Write(), settings), SlackJson.Writing.SlackView);
    }

    private static SlackWorkspace WorkspaceOf(JsonElement payload) => new(
        payload.Text("enterprise_id"),
        payload.Text("is_enterprise_install") == "true" || payload.At("is_enterprise_install") is { ValueKind: JsonValueKind.True } ? null : payload.Text("team_id"));

    private static partial class Log
    {
        [LoggerMessage(313, LogLevel.Warning, "The form could not be opened, the help was sent instead: {Reason}")]
        public static partial void NotOpened(ILogger logger, string reason);
    }
}
