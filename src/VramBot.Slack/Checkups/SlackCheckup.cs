using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VramBot.Chat.Checkups;
using VramBot.Slack.Install;
using VramBot.Slack.Manifest;
using VramBot.Slack.WebApi;

namespace VramBot.Slack.Checkups;

/// <summary>Asks Slack what it makes of the tokens, and looks at the secrets that only Slack's own requests would prove.</summary>
internal sealed class SlackCheckup(IOptions<SlackOptions> settings, SingleInstallation installation, TimeProvider time) : ICheckup
{
    private const string Bot = "Slack bot token";
    private const string App = "Slack app token";
    private const string Secret = "Slack secret";
    private const string BotPage = "Set Slack__BotToken to the Bot User OAuth Token that OAuth & Permissions shows; it begins with xoxb-.";
    private const string AppPage = "Set Slack__AppToken to an app-level token with connections:write (Basic Information, App-Level Tokens); it begins with xapp-.";
    private const int SecretDigits = 32;

    // Somebody waits for it.
    private static readonly WebApiTiming Timing = new() { Attempts = 2, Attempt = TimeSpan.FromSeconds(5), LongestLimit = TimeSpan.FromSeconds(5) };

    public string Name => "Slack";

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var options = settings.Value;
        if (string.IsNullOrWhiteSpace(options.AppToken) && string.IsNullOrWhiteSpace(options.SigningSecret))
            return [Finding.Fine(Name, "not used: neither Slack__AppToken nor Slack__SigningSecret is set")];
        using var api = new SlackWebApi(options, installation, time, NullLogger<SlackWebApi>.Instance, Timing);
        var findings = new List<Finding>();
        if (!string.IsNullOrWhiteSpace(options.AppToken))
            findings.Add(await AppTokenAsync(api, options.AppToken.Trim(), cancellationToken));
        if (!string.IsNullOrWhiteSpace(options.BotToken))
            findings.Add(await BotTokenAsync(api, options.BotToken.Trim(), cancellationToken));
        else if (!options.Installs)
            findings.Add(Finding.Warning(Bot, "none is set: the bare command shows the help in place of a form", BotPage));
        if (!string.IsNullOrWhiteSpace(options.SigningSecret))
            findings.Add(SecretOf(options.SigningSecret));
        return findings;
    }

    private static async Task<Finding> AppTokenAsync(SlackWebApi api, string token, CancellationToken cancellationToken)
    {
        if (token.StartsWith("xoxb-", StringComparison.Ordinal))
            return Finding.Broken(App, "it is a bot token (xoxb-)", AppPage);
        try
        {
            await api.OpenConnectionAsync(token, cancellationToken);
            return Finding.Fine(App, "Slack opens Socket Mode with it");
        }
        catch (SlackApiException exception)
        {
            return Finding.Broken(App, exception.Failure is SlackFailure.Stop ? $"Slack refuses it ({exception.Error})" : exception.Message.TrimEnd('.'), exception.Failure is SlackFailure.Stop ? AppPage : "See whether this machine reaches Slack, and try again.");
        }
    }

    private static async Task<Finding> BotTokenAsync(SlackWebApi api, string token, CancellationToken cancellationToken)
    {
        if (token.StartsWith("xapp-", StringComparison.Ordinal))
            return Finding.Broken(Bot, "it is an app-level token (xapp-)", BotPage);
        try
        {
            var scopes = string.Empty;
            await api.TestAsync(token, said => scopes = said, cancellationToken);
            var missing = SlackManifest.BotScopes(shares: false).Except(scopes.Split(',', StringSplitOptions.TrimEntries), StringComparer.Ordinal).ToList();
            return missing.Count == 0
                ? Finding.Fine(Bot, "Slack knows it, with every scope that the manifest asks for")
                : Finding.Broken(Bot, $"Slack knows it, but without the scope {string.Join(", ", missing)}", "Add the scope under OAuth & Permissions, install the app to the workspace again, and set Slack__BotToken to the new token.");
        }
        catch (SlackApiException exception)
        {
            return exception.Failure is SlackFailure.Stop
                ? Finding.Broken(Bot, $"Slack refuses it ({exception.Error})", TokenCheck.Remedy(exception.Error) + ".")
                : Finding.Broken(Bot, exception.Message.TrimEnd('.'), "See whether this machine reaches Slack, and try again.");
        }
    }

    // Slack says nothing of it: only its own requests would tell.
    private static Finding SecretOf(string secret) => secret.Length == SecretDigits && secret.All(char.IsAsciiHexDigit)
        ? Finding.Fine(Secret, "it looks like a signing secret; whether it is the app's, Slack's first request tells")
        : Finding.Warning(Secret, "it does not look like a signing secret, which has 32 hexadecimal digits", "Set Slack__SigningSecret to the Signing Secret that Basic Information shows, not the Client Secret or the Verification Token.");
}
