using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace VramBot.Slack.WebApi;

/// <summary>
/// Asks Slack once, when the bot starts, whose the bot token is: the log says which workspace and which bot, or which setting to mend. Nothing waits for it, and whatever comes of it the bot stays up, for
/// commands are answered without a token.
/// </summary>
internal sealed partial class TokenCheck(IOptions<SlackOptions> options, SlackWebApi api, ILogger<TokenCheck> logger) : BackgroundService
{
    private const int LongestName = 80;
    private readonly SlackOptions settings = options.Value;

    private bool IsNeeded => !string.IsNullOrWhiteSpace(settings.BotToken) && !(string.IsNullOrWhiteSpace(settings.AppToken) && string.IsNullOrWhiteSpace(settings.SigningSecret));

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsNeeded)
            return;
        await Task.Yield();
        try
        {
            var owner = await api.TestAsync(settings.BotToken!, stoppingToken);
            Log.Known(logger, Name(owner.User), Name(owner.Team));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Going down: nobody wants to know any more.
        }
        catch (SlackApiException exception) when (exception.Failure is SlackFailure.Stop)
        {
            Log.Refused(logger, exception.Error, Remedy(exception.Error));
        }
        catch (SlackApiException exception)
        {
            Log.Unknown(logger, exception.Message);
        }
        catch (Exception exception)
        {
            Log.Unknown(logger, exception.GetType().Name);
        }
    }

    /// <summary>What to do when Slack refuses a bot token.</summary>
    internal static string Remedy(string? error) => error switch
    {
        "account_inactive" or "token_revoked" => "The app was removed from the workspace: install it again under Install App, and set Slack__BotToken to the new token",
        "token_expired" => "The app's tokens expire: turn token rotation off in the app's settings, install the app again, and set Slack__BotToken to the new token",
        _ => "Set Slack__BotToken to the Bot User OAuth Token that OAuth & Permissions shows; it begins with xoxb-",
    };

    // People choose these names: a line of the log stays one line.
    private static string Name(string? name) =>
        new string([.. (name ?? string.Empty).Take(LongestName).Select(sign => char.IsControl(sign) ? ' ' : sign)]).Trim() is { Length: > 0 } said ? said : "?";

    private static partial class Log
    {
        [LoggerMessage(281, LogLevel.Information, "The bot token is that of {Bot} in the workspace {Team}")]
        public static partial void Known(ILogger logger, string bot, string team);

        [LoggerMessage(282, LogLevel.Error, "Slack refuses the bot token ({Error}). {Remedy}, and start again. Commands are answered all the same; the form of the bare command is not opened")]
        public static partial void Refused(ILogger logger, string? error, string remedy);

        [LoggerMessage(283, LogLevel.Warning, "Whether Slack takes the bot token is not known. {Why}")]
        public static partial void Unknown(ILogger logger, string why);
    }
}
