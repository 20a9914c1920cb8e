namespace VramBot.Discord.Gateway;

/// <summary>What a socket received.</summary>
internal enum FrameKind
{
    /// <summary>A whole text, as all of Discord's frames are when no compression was asked for.</summary>
    Text,

    /// <summary>Bytes that nobody asked for.</summary>
    Binary,

    /// <summary>More than any frame of Discord's; it was dropped.</summary>
    TooLong,

    /// <summary>The other side closed.</summary>
    Closed,
}
