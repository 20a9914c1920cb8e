namespace VramBot.Discord.Gateway;

/// <summary>Where the gateway is and how much of it this bot may use: the answer of <c>GET /gateway/bot</c>.</summary>
/// <param name="Url">The address, without a query.</param>
/// <param name="Shards">The number of shards that Discord recommends.</param>
/// <param name="SessionStartLimit">How many sessions may be begun.</param>
internal sealed record GatewayBot(Uri Url, int Shards, SessionStartLimit SessionStartLimit);
