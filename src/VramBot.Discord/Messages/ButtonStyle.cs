namespace VramBot.Discord.Messages;

/// <summary>The look of a button, by Discord's numbers.</summary>
internal enum ButtonStyle
{
    /// <summary>The one to press.</summary>
    Primary = 1,

    /// <summary>One among others.</summary>
    Secondary = 2,
}
