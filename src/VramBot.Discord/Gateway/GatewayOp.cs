namespace VramBot.Discord.Gateway;

/// <summary>What a frame of the gateway is about. Others exist and may arrive; they are passed over.</summary>
internal enum GatewayOp
{
    /// <summary>An event, with its name and sequence number.</summary>
    Dispatch = 0,

    /// <summary>A heartbeat; from Discord, a request for one.</summary>
    Heartbeat = 1,

    /// <summary>Begins a session.</summary>
    Identify = 2,

    /// <summary>Takes a session up again.</summary>
    Resume = 6,

    /// <summary>Discord asks for a new connection.</summary>
    Reconnect = 7,

    /// <summary>The session is not valid, or not yet.</summary>
    InvalidSession = 9,

    /// <summary>The first frame, with the rhythm of heartbeats.</summary>
    Hello = 10,

    /// <summary>A heartbeat arrived.</summary>
    HeartbeatAck = 11,
}
