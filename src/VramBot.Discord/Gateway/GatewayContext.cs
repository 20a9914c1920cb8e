using Microsoft.Extensions.Logging;
using VramBot.Discord.Interactions;

namespace VramBot.Discord.Gateway;

/// <summary>What all shards of a bot share.</summary>
internal sealed class GatewayContext
{
    /// <summary>The bot token, bare. A class and not a record: a record would print it.</summary>
    public required string Token { get; init; }

    /// <summary>Where sessions begin.</summary>
    public required GatewayAddress Address { get; init; }

    /// <summary>When they may begin.</summary>
    public required IdentifyGate Gate { get; init; }

    /// <summary>Where interactions go.</summary>
    public required IInteractionSink Sink { get; init; }

    /// <summary>What others see of all this.</summary>
    public required GatewayStatus Status { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Spreads first heartbeats and waits.</summary>
    public required Random Random { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Logger { get; init; }
}
