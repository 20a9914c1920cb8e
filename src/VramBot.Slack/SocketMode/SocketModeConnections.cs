using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Metrics;

namespace VramBot.Slack.SocketMode;

/// <summary>Socket Mode's connections, as others ask after them.</summary>
internal sealed class SocketModeConnections(IOptions<SlackOptions> options, SocketModeStatus status) : IPlatformConnections
{
    public string Name => "Slack's Socket Mode";

    public string Platform => ChatMetrics.Slack;

    public bool IsWanted => !string.IsNullOrWhiteSpace(options.Value.AppToken);

    public int Wanted => status.Connections;

    public int Up => status.Ready;

    public bool IsUp => status.IsReady;

    public bool WasUp => status.Lost.WasReady;

    public DateTimeOffset? DownSince => status.Lost.Since;

    public string? Fatal => status.Fatal;
}
