namespace VramBot.Slack.WebApi;

/// <summary>Which response_urls may be used, and how often still. A payload is not asked where to send: only Slack's own host is taken, or the one that was set.</summary>
/// <remarks>Source of the five uses in 30 minutes: Slack's documentation, "Handling user interaction".</remarks>
internal sealed class ResponseUrls(Uri apiBase, TimeProvider time)
{
    private const string SlackHost = "hooks.slack.com";
    private const int MostUses = 5;
    private const int LongestUrl = 2048;

    // Past this many in half an hour the oldest are forgotten: Slack itself still counts them.
    private const int MostRemembered = 20_000;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> uses = new(StringComparer.Ordinal);
    private readonly Queue<(string Url, DateTimeOffset End)> order = new();

    /// <summary>Counts a use.</summary>
    /// <returns>The address; or none, with the reason.</returns>
    public (Uri? Address, string? Refusal) Use(string responseUrl)
    {
        if (responseUrl is not { Length: <= LongestUrl } || !Uri.TryCreate(responseUrl, UriKind.Absolute, out var address) || !IsAllowed(address))
            return (null, "the response_url is not Slack's");
        lock (gate)
        {
            Forget();
            var used = uses.GetValueOrDefault(responseUrl);
            if (used >= MostUses)
                return (null, "the response_url was used five times");
            if (used == 0)
                order.Enqueue((responseUrl, time.GetUtcNow() + Life));
            uses[responseUrl] = used + 1;
            return (address, null);
        }
    }

    private bool IsAllowed(Uri address) =>
        address.UserInfo.Length == 0
        && ((address is { Scheme: "https", IsDefaultPort: true } && string.Equals(address.IdnHost, SlackHost, StringComparison.OrdinalIgnoreCase))
            || (address.Scheme == apiBase.Scheme && address.Port == apiBase.Port && string.Equals(address.IdnHost, apiBase.IdnHost, StringComparison.OrdinalIgnoreCase)));

    private void Forget()
    {
        var now = time.GetUtcNow();
        while (order.TryPeek(out var oldest) && (oldest.End <= now || order.Count >= MostRemembered))
            uses.Remove(order.Dequeue().Url);
    }
}
