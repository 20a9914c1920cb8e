namespace VramBot.Discord.Gateway;

/// <summary>What follows on a connection's end.</summary>
internal enum NextStep
{
    /// <summary>A new connection takes the session up again.</summary>
    Resume,

    /// <summary>A new connection begins a new session.</summary>
    Identify,

    /// <summary>Nothing: as things are set, no connection will hold.</summary>
    Stop,

    /// <summary>Nothing: the bot is going down.</summary>
    Leave,
}
