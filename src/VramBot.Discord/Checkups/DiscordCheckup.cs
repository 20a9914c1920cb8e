using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VramBot.Chat.Checkups;
using VramBot.Discord.Commands;
using VramBot.Discord.Http;
using VramBot.Discord.Rest;

namespace VramBot.Discord.Checkups;

/// <summary>Asks Discord what it makes of the token, the public key and the commands.</summary>
internal sealed class DiscordCheckup(IOptions<DiscordOptions> settings, TimeProvider time) : ICheckup
{
    private const string Token = "Discord token";
    private const string Gateway = "Discord gateway";
    private const string Commands = "Discord commands";
    private const string TokenPage = "Set Discord__Token to the one that the Developer Portal shows under Bot (Reset Token makes a new one).";

    // A few starts of every shard: fewer than these may be gone after a bad night.
    private const int FewStarts = 20;

    // Somebody waits for it.
    private static readonly RestTiming Timing = new() { Attempts = 2, Attempt = TimeSpan.FromSeconds(5) };

    public string Name => "Discord";

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var options = settings.Value;
        var findings = new List<Finding>();
        if (string.IsNullOrWhiteSpace(options.Token) && string.IsNullOrWhiteSpace(options.PublicKey))
            return [Finding.Fine(Name, "not used: neither Discord__Token nor Discord__PublicKey is set")];
        ApplicationAnswer? application = null;
        if (!string.IsNullOrWhiteSpace(options.Token))
        {
            using var rest = new DiscordRest(options, time, NullLogger<DiscordRest>.Instance, Timing);
            application = await TokenAsync(rest, options, findings, cancellationToken);
            if (application is not null)
            {
                await GatewayAsync(rest, options, application, findings, cancellationToken);
                await CommandsAsync(rest, options, application, findings, cancellationToken);
            }
        }

        if (!string.IsNullOrWhiteSpace(options.PublicKey))
            findings.AddRange(PublicKeyCheck.Of(options, application));
        return findings;
    }

    private static async Task<ApplicationAnswer?> TokenAsync(DiscordRest rest, DiscordOptions options, List<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            var application = await rest.GetApplicationAsync(cancellationToken);
            findings.Add(options.ApplicationId is { Length: > 0 } set && set != application.Id
                ? Finding.Broken(Token, $"it belongs to application {application.Id}, and Discord__ApplicationId is {set}", "Leave Discord__ApplicationId out, or set both from the same application.")
                : Finding.Fine(Token, $"Discord knows it as application {application.Id}"));
            return application;
        }
        catch (DiscordApiException exception)
        {
            findings.Add(exception.Failure is RestFailure.TokenRefused
                ? Finding.Broken(Token, "Discord refuses it (401)", TokenPage)
                : Finding.Broken(Token, exception.Message.TrimEnd('.'), "See whether this machine reaches Discord, and try again."));
            return null;
        }
    }

    private static async Task GatewayAsync(DiscordRest rest, DiscordOptions options, ApplicationAnswer application, List<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            var gateway = await rest.GetGatewayBotAsync(cancellationToken);
            var limit = gateway.SessionStartLimit;
            var says = $"{limit.Remaining} of {limit.Total} session starts are left, {gateway.Shards} shard{(gateway.Shards == 1 ? string.Empty : "s")} recommended";
            findings.Add(application.InteractionsEndpointUrl is { Length: > 0 } endpoint && string.IsNullOrWhiteSpace(options.PublicKey)
                ? Finding.Broken(Gateway, $"interactions do not come over it: Discord sends them to {endpoint}", "Clear the Interactions Endpoint URL in the Developer Portal, or set Discord__PublicKey and answer them there.")
                : limit.Remaining == 0 ? Finding.Broken(Gateway, says, $"Wait {TimeSpan.FromMilliseconds(limit.ResetAfter):h\\:mm} hours: Discord lets no session begin before. See in the log why so many began.")
                : limit.Remaining < FewStarts * gateway.Shards ? Finding.Warning(Gateway, says, "Do not start the bot over and over: Discord counts, and locks it out until tomorrow.")
                : int.TryParse(options.Shards, NumberStyles.None, CultureInfo.InvariantCulture, out var set) && set < gateway.Shards
                    ? Finding.Warning(Gateway, $"{says}, Discord__Shards is {set}", "Set Discord__Shards to auto, or to what Discord recommends.")
                    : Finding.Fine(Gateway, says));
        }
        catch (DiscordApiException exception)
        {
            findings.Add(Finding.Broken(Gateway, exception.Message.TrimEnd('.'), "Try again in a minute."));
        }
    }

    private static async Task CommandsAsync(DiscordRest rest, DiscordOptions options, ApplicationAnswer application, List<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            var guild = options.GuildId is { Length: > 0 } only ? only : null;
            var known = CommandList.Of(guild is null ? CommandRegistration.Installs(application) : []);
            var where = guild is null ? "everywhere" : $"on server {guild}";
            findings.Add(RegisteredCommands.AreSame(await rest.GetCommandsAsync(application.Id, guild, cancellationToken), known)
                ? Finding.Fine(Commands, $"{known.Length} are registered {where}")
                : Finding.Warning(Commands, $"those that are registered {where} are not those of this version", "Start the bot: it registers them by itself."));
        }
        catch (Exception exception) when (exception is DiscordApiException or JsonException)
        {
            findings.Add(Finding.Warning(
                Commands, exception is DiscordApiException ? exception.Message.TrimEnd('.') : "Discord's list cannot be read", options.GuildId is { Length: > 0 } ? "See whether Discord__GuildId is a server that the bot was invited to." : "Try again in a minute."));
        }
    }
}
