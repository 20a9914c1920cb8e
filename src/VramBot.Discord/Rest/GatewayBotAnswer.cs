namespace VramBot.Discord.Rest;

/// <summary>Where the gateway is, and how often it may be entered.</summary>
/// <param name="Url">Its address, without a query.</param>
/// <param name="Shards">How many shards Discord recommends.</param>
/// <param name="SessionStartLimit">How many sessions may still be started.</param>
internal sealed record GatewayBotAnswer(string Url, int Shards, SessionStartLimitAnswer SessionStartLimit);
