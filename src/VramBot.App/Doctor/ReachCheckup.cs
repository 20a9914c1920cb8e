using System.Globalization;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Checkups;
using VramBot.Discord;
using VramBot.Hub;
using VramBot.Slack;

namespace VramBot.App.Doctor;

/// <summary>Looks whether this machine reaches what the bot needs, and whether its clock goes right: every answer tells the time.</summary>
internal sealed class ReachCheckup(IOptions<DiscordOptions> discord, IOptions<SlackOptions> slack, IOptions<HubOptions> hub, TimeProvider time) : ICheckup
{
    // Answers tell whole seconds, and are some time on the way.
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public string Name => "network";

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var asked = await Task.WhenAll(Places().Select(place => AskAsync(place.Name, place.Base, place.Path, cancellationToken)));
        var findings = asked.Select(one => one.Finding).ToList();
        if (asked.FirstOrDefault(one => one.Off is not null) is { Off: { } off } told)
            findings.Add(ClockOf(off, told.Name));
        return findings.Count > 0 ? findings : [Finding.Fine(Name, "nothing outside is needed, as the bot is set")];
    }

    /// <summary>What is to be said of a clock.</summary>
    /// <param name="off">How far it is before the other's.</param>
    /// <param name="other">Whose.</param>
    internal static Finding ClockOf(TimeSpan off, string other)
    {
        var says = off.Duration() <= TimeSpan.FromSeconds(2)
            ? $"as {other}'s"
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(off.Duration().TotalSeconds)} seconds {(off > TimeSpan.Zero ? "before" : "behind")} {other}'s");
        const string remedy = "Set this machine's clock by NTP (timedatectl set-ntp true).";
        return off.Duration() >= FreshnessWindow.Width ? Finding.Broken("clock", $"{says}: signed requests are refused from five minutes on", remedy)
            : off.Duration() > Tolerated ? Finding.Warning("clock", $"{says}: signed requests are refused from five minutes on", remedy)
            : Finding.Fine("clock", says);
    }

    // Each a path that answers anybody.
    private IEnumerable<(string Name, string Base, string Path)> Places()
    {
        if (discord.Value is { Token: { Length: > 0 } } or { PublicKey: { Length: > 0 } })
            yield return ("Discord", discord.Value.ApiBaseUrl, "gateway");
        if (slack.Value is { AppToken: { Length: > 0 } } or { SigningSecret: { Length: > 0 } })
            yield return ("Slack", slack.Value.ApiBaseUrl, "api.test");
        if (hub.Value.Enabled)
            yield return ("hub", hub.Value.BaseUrl, "api/models?limit=1");
    }

    private async Task<(string Name, Finding Finding, TimeSpan? Off)> AskAsync(string name, string address, string path, CancellationToken cancellationToken)
    {
        var check = $"{name} network";
        using var client = ApiTransport.Create(address, $"VramBot/{BotVersion.Text}");
        var host = client.BaseAddress!.Authority;
        client.Timeout = Patience;
        try
        {
            using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (name, Finding.Fine(check, $"{host} answers"), answer.Headers.Date is { } date ? time.GetUtcNow() - date : null);
        }
        catch (HttpRequestException exception)
        {
            var (says, remedy) = exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => ("its name is not known here", "See whether DNS works on this machine."),
                HttpRequestError.SecureConnectionError => ("no secure connection comes about", "See whether certificates are installed (ca-certificates), the clock is right, and no proxy stands between."),
                HttpRequestError.ProxyTunnelError => ("the proxy does not let it through", "See HTTPS_PROXY and NO_PROXY."),
                _ => ("it cannot be reached", "See whether a firewall holds connections to port 443 back; a proxy is named in HTTPS_PROXY."),
            };
            return (name, Finding.Broken(check, $"{host}: {says}", remedy), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (name, Finding.Broken(check, $"{host} does not answer in {Patience.TotalSeconds} seconds", "See whether a firewall holds connections to port 443 back; a proxy is named in HTTPS_PROXY."), null);
        }
    }
}
