using Microsoft.Extensions.Logging;
using VramBot.Chat;
using VramBot.Slack.WebApi;

namespace VramBot.Slack.SocketMode;

/// <summary>What all connections share.</summary>
internal sealed class SocketModeContext
{
    /// <summary>The app-level token. A class and not a record: a record would print it.</summary>
    public required string AppToken { get; init; }

    /// <summary>Gives the address of each connection.</summary>
    public required SlackWebApi Api { get; init; }

    /// <summary>Answers what arrives.</summary>
    public required TimelyAnswers Answers { get; init; }

    /// <summary>What was delivered before.</summary>
    public required DeliveredEnvelopes Delivered { get; init; }

    /// <summary>What the bot waits for when it goes down.</summary>
    public required WorkInFlight Work { get; init; }

    /// <summary>What others see of all this.</summary>
    public required SocketModeStatus Status { get; init; }

    /// <summary>How patient it is.</summary>
    public required SocketModeTiming Timing { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Spreads waits.</summary>
    public required Random Random { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Answers that are still being written are given up: the bot can wait no longer.</summary>
    public required CancellationToken GivingUp { get; init; }
}
