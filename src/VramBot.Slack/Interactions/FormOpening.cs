using System.Text.Json;
using Microsoft.Extensions.Logging;
using VramBot.Slack.Rendering;

namespace VramBot.Slack.Interactions;

/// <summary>Opens the form; where it cannot be opened, the help says what to type.</summary>
internal sealed partial class FormOpening(ISlackMessenger messenger, AnswerWriter writer, FollowUps followUps, SlackAnswerSettings settings, ILogger<FormOpening> logger)
{
    private const string Help = "/vram-help";

    /// <summary>Opens it, after the acknowledgement: what allows it holds for three seconds.</summary>
    /// <param name="payload">The slash command.</param>
    /// <param name="trigger">What allows it.</param>
    /// <param name="responseUrl">Where the answer will go.</param>
    public void Open(JsonElement payload, string trigger, string? responseUrl) => followUps.Do(async () =>
    {
        try
        {
            var view = FormRenderer.Render(new FormState(responseUrl ?? string.Empty).Write(), settings);
            await messenger.OpenViewAsync(WorkspaceOf(payload), trigger, JsonSerializer.SerializeToUtf8Bytes(view, SlackJson.Writing.SlackView), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.NotOpened(logger, exception.Message);
            await followUps.SendAsync(writer.WriteAsync(Help, new(IsPrivate: true), CancellationToken.None), responseUrl).ConfigureAwait(false);
        }
    });

    private static SlackWorkspace WorkspaceOf(JsonElement payload) => new(
        payload.Text("enterprise_id"),
        payload.Text("is_enterprise_install") == "true" || payload.At("is_enterprise_install") is { ValueKind: JsonValueKind.True } ? null : payload.Text("team_id"));

    private static partial class Log
    {
        [LoggerMessage(313, LogLevel.Warning, "The form could not be opened, the help was sent instead: {Reason}")]
        public static partial void NotOpened(ILogger logger, string reason);
    }
}
