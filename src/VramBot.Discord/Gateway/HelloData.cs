namespace VramBot.Discord.Gateway;

/// <summary>What the first frame says.</summary>
/// <param name="HeartbeatInterval">The rhythm of heartbeats in milliseconds.</param>
internal sealed record HelloData(double HeartbeatInterval);
