namespace VramBot.Slack.SocketMode;

/// <summary>How a connection ended, or why it should, and what follows.</summary>
/// <param name="Next">What follows.</param>
/// <param name="Why">The reason, as a part of a sentence for the log; for <see cref="NextStep.Stop"/> what has to be set.</param>
internal sealed record ConnectionEnd(NextStep Next, string Why)
{
    /// <summary>The shortest time to wait before the next connection.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The bot is going down.</summary>
    public static ConnectionEnd Leaving { get; } = new(NextStep.Leave, "the bot is going down");

    /// <summary>The connection broke, or the other side fell silent.</summary>
    public static ConnectionEnd Dropped { get; } = new(NextStep.Reconnect, "the connection was lost");

    /// <summary>The other side closed it.</summary>
    public static ConnectionEnd Closed { get; } = new(NextStep.Reconnect, "Slack closed the connection");

    /// <summary>Nothing was said in time.</summary>
    public static ConnectionEnd NotGreeted { get; } = new(NextStep.Reconnect, "Slack did not say hello in time");

    /// <summary>No connection came about.</summary>
    public static ConnectionEnd Unreachable(string why, TimeSpan wait = default) => new(NextStep.Reconnect, why) { Wait = wait };

    /// <summary>What a <c>disconnect</c> means. Reasons that are not known are taken as a wish for a new connection.</summary>
    /// <remarks>Source: Slack's documentation, "Using Socket Mode".</remarks>
    public static ConnectionEnd Asked(string? reason) => reason switch
    {
        "link_disabled" => new(NextStep.Stop, "Socket Mode is turned off for this app (link_disabled). Turn it on under Settings, Socket Mode, in the app's configuration, and start again."),
        "too_many_websockets" => new(NextStep.Retreat, "the app has too many connections (too_many_websockets); other processes may use the same Slack__AppToken"),
        "warning" => new(NextStep.Renew, "Slack is about to close the connection"),
        _ => new(NextStep.Renew, "Slack asked for a new connection"),
    };
}
