using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VramBot.Discord.Rest;

namespace VramBot.Discord.Commands;

/// <summary>Registers the commands when the bot starts, by one request, and only when they differ from what is there, one replica after the other; says where the bot is invited from.</summary>
internal sealed partial class CommandRegistration(DiscordRest rest, RegistrationTurn turn, IOptions<DiscordOptions> options, TimeProvider time, ILogger<CommandRegistration> logger) : BackgroundService
{
    /// <summary>How long to wait before each further try; the last for all that follow.</summary>
    private static readonly ImmutableArray<TimeSpan> Waits = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Where each shard has a process of its own, the first speaks for all.
        if (string.IsNullOrEmpty(options.Value.Token) || options.Value.OwnShard > 0)
            return;
        for (var attempt = 0; !stoppingToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await using (await turn.TakeAsync(stoppingToken).ConfigureAwait(false))
                    await RegisterAsync(stoppingToken).ConfigureAwait(false);
                return;
            }
            catch (DiscordApiException exception) when (exception.Failure is RestFailure.TokenRefused)
            {
                Log.Stopped(logger, exception.Message);
                return;
            }
            catch (Exception exception) when (exception is DiscordApiException or JsonException && !stoppingToken.IsCancellationRequested)
            {
                var wait = Waits[Math.Min(attempt, Waits.Length - 1)];
                Log.Failed(logger, exception.Message, wait);
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var application = await rest.GetApplicationAsync(cancellationToken).ConfigureAwait(false);
        var (id, guild) = (options.Value.ApplicationId is { Length: > 0 } set ? set : application.Id, options.Value.GuildId is { Length: > 0 } only ? only : null);
        Log.Invite(logger, InviteLink(id));
        if (application.InteractionsEndpointUrl is { Length: > 0 } endpoint)
            Log.Elsewhere(logger, endpoint);
        var known = CommandList.Of(guild is null ? Installs(application) : []);
        if (RegisteredCommands.AreSame(await rest.GetCommandsAsync(id, guild, cancellationToken).ConfigureAwait(false), known))
        {
            Log.Unchanged(logger, known.Length);
            return;
        }

        await rest.OverwriteCommandsAsync(id, guild, JsonSerializer.SerializeToUtf8Bytes([.. known], DiscordJson.Writing.ApplicationCommandArray), cancellationToken).ConfigureAwait(false);
        Log.Registered(logger, known.Length, guild is null ? "everywhere" : $"on server {guild}");
    }

    /// <summary>The page on which a server's owner, or a person, lets the bot in. It asks for no permission: answers to interactions need none.</summary>
    internal static string InviteLink(string applicationId) => $"https://discord.com/oauth2/authorize?client_id={applicationId}&scope=applications.commands&permissions=0";

    /// <summary>What the application is set up for, or both where Discord does not say; a command that names another is refused.</summary>
    internal static ImmutableArray<int> Installs(ApplicationAnswer application) =>
        application.IntegrationTypesConfig is { Count: > 0 } set ? [.. set.Keys.Select(key => int.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture)).Where(type => type is 0 or 1).Order()] : [0, 1];

    private static partial class Log
    {
        [LoggerMessage(130, LogLevel.Information, "Invite the bot: {Link}")]
        public static partial void Invite(ILogger logger, string link);

        [LoggerMessage(131, LogLevel.Information, "{Commands} commands are registered already")]
        public static partial void Unchanged(ILogger logger, int commands);

        [LoggerMessage(132, LogLevel.Information, "Registered {Commands} commands {Where}")]
        public static partial void Registered(ILogger logger, int commands, string where);

        [LoggerMessage(133, LogLevel.Warning, "The commands could not be registered: {Reason} Trying again in {Wait}")]
        public static partial void Failed(ILogger logger, string reason, TimeSpan wait);

        [LoggerMessage(134, LogLevel.Error, "The commands cannot be registered. {Reason}")]
        public static partial void Stopped(ILogger logger, string reason);

        [LoggerMessage(135, LogLevel.Warning, "Discord sends this application's interactions to {Endpoint}, not over the gateway: clear the Interactions Endpoint URL in the Developer Portal to use the gateway")]
        public static partial void Elsewhere(ILogger logger, string endpoint);
    }
}
