namespace VramBot.Discord.Rest;

/// <summary>How a request to Discord failed.</summary>
internal enum RestFailure
{
    /// <summary>Discord said no; status and code tell why.</summary>
    Refused,

    /// <summary>The bot token is wrong. Nothing more is sent with it.</summary>
    TokenRefused,

    /// <summary>A rate limit outlasts the time in which an answer would still count.</summary>
    RateLimited,

    /// <summary>So many requests were refused lately that Discord would soon lock this address out: nothing was sent.</summary>
    TooManyRefusals,

    /// <summary>Discord had a fault of its own, also when asked again.</summary>
    ServerFault,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The answer was not what Discord describes.</summary>
    Garbled,
}
