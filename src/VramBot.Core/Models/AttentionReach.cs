namespace VramBot.Core.Models;

/// <summary>How far back attention reaches.</summary>
public enum AttentionReach
{
    /// <summary>All tokens before.</summary>
    Full,

    /// <summary>A window that slides with the token.</summary>
    Sliding,

    /// <summary>Fixed chunks of tokens.</summary>
    Chunked,

    /// <summary>Encoder or image states.</summary>
    Cross,
}
