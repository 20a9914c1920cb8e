namespace VramBot.Slack.SocketMode;

/// <summary>What follows on a connection's end.</summary>
internal enum NextStep
{
    /// <summary>Slack asks for a new connection and keeps this one until it is there.</summary>
    Renew,

    /// <summary>It is gone: a new one.</summary>
    Reconnect,

    /// <summary>There are too many: a new one, much later.</summary>
    Retreat,

    /// <summary>Nothing: as things are set, no connection will hold.</summary>
    Stop,

    /// <summary>Nothing: the bot is going down.</summary>
    Leave,
}
