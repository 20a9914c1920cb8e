using System.Collections.Frozen;

namespace VramBot.Discord.Gateway;

/// <summary>The close codes of the gateway.</summary>
/// <remarks>Source: Discord's developer documentation, topics/opcodes-and-status-codes, "Gateway Close Event Codes".</remarks>
internal static class CloseCodes
{
    private const string Ours = "a fault of this bot, please report it";

    private static readonly FrozenDictionary<int, CloseRule> Rules = new CloseRule[]
    {
        new(1000, NextStep.Resume, "closed normally"),
        new(1001, NextStep.Resume, "the server is going away"),
        new(4000, NextStep.Resume, "an unknown error"),
        new(4001, NextStep.Resume, $"an opcode that Discord does not know; {Ours}"),
        new(4002, NextStep.Resume, $"a frame that Discord could not read; {Ours}"),
        new(4003, NextStep.Identify, "sent before a session was there, or after it was gone"),
        new(4004, NextStep.Stop, "Discord refuses the bot token (4004). Set Discord__Token to the token that the Developer Portal shows under Bot, and start again."),
        new(4005, NextStep.Resume, $"a second identify; {Ours}"),
        new(4007, NextStep.Identify, "a sequence number that Discord does not know"),
        new(4008, NextStep.Resume, "too many frames in a minute") { Wait = TimeSpan.FromSeconds(3) },
        new(4009, NextStep.Identify, "the session timed out"),
        new(4010, NextStep.Stop, "Discord refuses the number of the shard (4010). Set Discord__Shards to auto, or to the same number for every process, and start again."),
        new(4011, NextStep.Stop, "The bot is in too many servers for its shards (4011). Set Discord__Shards to auto or to a larger number, and start again."),
        new(4012, NextStep.Stop, "Discord no longer speaks version 10 of its gateway (4012). Update VramBot; if Discord__GatewayUrl is set, check that it leads to Discord."),
        new(4013, NextStep.Stop, "Discord refuses the intents (4013), of which VramBot asks for none. Update VramBot; if Discord__GatewayUrl is set, check that it leads to Discord."),
        new(4014, NextStep.Stop, "Discord does not allow the intents (4014), of which VramBot asks for none. Update VramBot; if Discord__GatewayUrl is set, check that it leads to Discord."),
    }.ToFrozenDictionary(rule => rule.Code);

    /// <summary>The token is wrong, whether the gateway says so or the API.</summary>
    public static ConnectionEnd TokenRefused => EndOf(4004);

    /// <summary>All codes that are written down.</summary>
    public static IEnumerable<CloseRule> All => Rules.Values;

    /// <summary>What follows on a code; a connection that ended without one, or with one that is not written down, is taken up again.</summary>
    public static ConnectionEnd EndOf(int? code)
    {
        if (code is not { } number)
            return ConnectionEnd.Dropped;
        if (!Rules.TryGetValue(number, out var rule))
            return new(NextStep.Resume, $"Discord closed the connection with {number}");
        return new(rule.Next, rule.Next is NextStep.Stop ? rule.Meaning : $"Discord closed the connection with {number}: {rule.Meaning}") { Wait = rule.Wait };
    }
}
