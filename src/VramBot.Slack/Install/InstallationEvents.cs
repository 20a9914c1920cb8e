using System.Text.Json;
using Microsoft.Extensions.Logging;
using VramBot.Slack.Interactions;

namespace VramBot.Slack.Install;

/// <summary>Forgets a workspace's token when Slack says that it is worth nothing any more.</summary>
internal sealed partial class InstallationEvents(ISlackInstallations installations, ILogger<InstallationEvents> logger)
{
    /// <summary>Takes an event, whatever it is.</summary>
    /// <param name="callback">The event with what Slack says around it: the workspace, the id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task TakeAsync(JsonElement callback, CancellationToken cancellationToken)
    {
        if (!EndsInstallation(callback))
            return;
        try
        {
            await installations.RemoveAsync(new(TextOf(callback, "enterprise_id"), IsOfOrganisation(callback) ? null : TextOf(callback, "team_id")), cancellationToken);
            Log.Removed(logger);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotRemoved(logger, exception.GetType().Name);
        }
    }

    // Tokens of people are revoked by the same event; only the bot's are kept here.
    private static bool EndsInstallation(JsonElement callback)
    {
        if (callback.ValueKind is not JsonValueKind.Object || !callback.TryGetProperty("event", out var happened) || happened.ValueKind is not JsonValueKind.Object)
            return false;
        return TextOf(happened, "type") switch
        {
            "app_uninstalled" => true,
            "tokens_revoked" => happened.TryGetProperty("tokens", out var tokens) && tokens.ValueKind is JsonValueKind.Object
                && tokens.TryGetProperty("bot", out var bot) && bot.ValueKind is JsonValueKind.Array && bot.GetArrayLength() > 0,
            _ => false,
        };
    }

    private static bool IsOfOrganisation(JsonElement callback) =>
        callback.TryGetProperty("authorizations", out var all) && all.ValueKind is JsonValueKind.Array
        && all.EnumerateArray().Any(one => one.ValueKind is JsonValueKind.Object && one.TryGetProperty("is_enterprise_install", out var whole) && whole.ValueKind is JsonValueKind.True);

    private static string? TextOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static partial class Log
    {
        [LoggerMessage(241, LogLevel.Information, "The app was removed from a workspace; its token is forgotten")]
        public static partial void Removed(ILogger logger);

        [LoggerMessage(242, LogLevel.Error, "The app was removed from a workspace, but its token could not be forgotten: {Exception}")]
        public static partial void NotRemoved(ILogger logger, string exception);
    }
}
