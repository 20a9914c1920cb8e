namespace VramBot.Slack.WebApi;

/// <summary>How a call to Slack failed.</summary>
internal enum SlackFailure
{
    /// <summary>As things are set, it will always fail: a token that is wrong, a scope that is missing.</summary>
    Stop,

    /// <summary>Slack said no to this one call: a channel that is gone, a trigger that came too late, a form that it does not take.</summary>
    Refused,

    /// <summary>A limit, a fault of Slack's own or a slow answer, also when asked again: later it may work.</summary>
    TryAgain,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>The answer was not what Slack describes.</summary>
    Garbled,

    /// <summary>The address was not one that may be sent to, or no longer: nothing was sent.</summary>
    NotSent,
}
