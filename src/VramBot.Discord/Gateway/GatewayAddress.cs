namespace VramBot.Discord.Gateway;

/// <summary>The address at which sessions begin: asked for once, kept, and asked for again only after it could not be reached.</summary>
internal sealed class GatewayAddress : IDisposable
{
    /// <summary>The same for every connection, also when resuming.</summary>
    private const string Query = "v=10&encoding=json";

    private readonly SemaphoreSlim asking = new(1, 1);
    private readonly IGatewayDirectory directory;
    private readonly IdentifyGate gate;
    private readonly Uri? given;
    private GatewayBot? known;

    /// <param name="directory">Who is asked.</param>
    /// <param name="gate">Learns how many sessions may be begun.</param>
    /// <param name="given">An address that the host has set; nobody is asked then.</param>
    public GatewayAddress(IGatewayDirectory directory, IdentifyGate gate, Uri? given)
    {
        this.directory = directory;
        this.gate = gate;
        this.given = given;
    }

    /// <summary>An address with the query that every connection has.</summary>
    public static Uri WithQuery(Uri address) => new UriBuilder(address) { Query = Query, Fragment = string.Empty }.Uri;

    /// <summary>The address that READY names for resuming; none when it cannot be used.</summary>
    public static Uri? Resuming(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "wss" or "ws" ? url : null;

    /// <summary>The address, and what else Discord said of it.</summary>
    public async Task<GatewayBot> GetAsync(CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            return known ??= await AskAsync(cancellationToken);
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>It could not be reached: the next one to need it asks anew.</summary>
    public void Doubt() => known = null;

    /// <inheritdoc />
    public void Dispose() => asking.Dispose();

    private async Task<GatewayBot> AskAsync(CancellationToken cancellationToken)
    {
        if (given is not null)
            return new(given, 1, SessionStartLimit.Usual);
        var bot = await directory.GetAsync(cancellationToken);
        gate.Learn(bot.SessionStartLimit);
        return bot;
    }
}
