namespace VramBot.Discord.Rest;

/// <summary>Whose limits a route obeys.</summary>
internal enum RestFamily
{
    /// <summary>Sent with the bot token; under the global limit and its own bucket.</summary>
    Bot,

    /// <summary>The first answer to an interaction: no token, no limit but what Discord says to this very request.</summary>
    Callback,

    /// <summary>What follows on an interaction: no token, a bucket for each interaction, free of the global limit.</summary>
    Webhook,
}
