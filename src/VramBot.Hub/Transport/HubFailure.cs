namespace VramBot.Hub.Transport;

/// <summary>Why a hub gave no answer that can be used.</summary>
internal enum HubFailure
{
    /// <summary>There is no such model, or it is private.</summary>
    NotFound,

    /// <summary>The model is there, but not this revision.</summary>
    NoRevision,

    /// <summary>The model is there, but not this file.</summary>
    NoFile,

    /// <summary>Its terms have to be accepted first.</summary>
    Gated,

    /// <summary>The hub does not take the token.</summary>
    Unauthorized,

    /// <summary>The hub asks to wait.</summary>
    RateLimited,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>The hub cannot be reached, or fails.</summary>
    Unreachable,

    /// <summary>It failed so often just now that it is left alone for a while.</summary>
    Resting,

    /// <summary>It sends whole files where a part was asked for.</summary>
    NoRanges,

    /// <summary>It redirects to a place that is not asked.</summary>
    Redirected,

    /// <summary>What it sends is larger than anything that is read.</summary>
    TooLarge,

    /// <summary>A file is not what its name says.</summary>
    BadFile,

    /// <summary>An adapter does not name a base that can be read.</summary>
    NoBase,
}
