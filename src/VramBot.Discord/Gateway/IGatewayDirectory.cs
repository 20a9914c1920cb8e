namespace VramBot.Discord.Gateway;

/// <summary>Who knows where the gateway is.</summary>
internal interface IGatewayDirectory
{
    /// <summary>Asks <c>GET /gateway/bot</c>, once: whoever calls waits and asks again.</summary>
    /// <exception cref="HttpRequestException">There was no answer that can be used. With the status 401 the token is wrong, and the gateway stays closed.</exception>
    Task<GatewayBot> GetAsync(CancellationToken cancellationToken);
}
