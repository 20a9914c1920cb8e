namespace VramBot.Chat;

/// <summary>What a socket received.</summary>
public enum FrameKind
{
    /// <summary>A whole text, as all frames are when no compression was asked for.</summary>
    Text,

    /// <summary>Bytes that nobody asked for.</summary>
    Binary,

    /// <summary>More than any frame may be; it was dropped.</summary>
    TooLong,

    /// <summary>The other side closed.</summary>
    Closed,
}
