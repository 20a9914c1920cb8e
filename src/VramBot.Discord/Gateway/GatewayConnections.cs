using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Metrics;

namespace VramBot.Discord.Gateway;

/// <summary>The gateway's connections, as others ask after them.</summary>
internal sealed class GatewayConnections(IOptions<DiscordOptions> options, GatewayStatus status) : IPlatformConnections
{
    public string Name => "Discord's gateway";

    public string Platform => ChatMetrics.Discord;

    public bool IsWanted => !string.IsNullOrWhiteSpace(options.Value.Token);

    public int Wanted => status.Shards;

    public int Up => status.Ready;

    public bool IsUp => status.IsReady;

    public bool WasUp => status.Lost.WasReady;

    public DateTimeOffset? DownSince => status.Lost.Since;

    public string? Fatal => status.Fatal;
}
