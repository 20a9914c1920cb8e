namespace VramBot.Discord.Messages;

/// <summary>The kinds of components that are used here, by Discord's numbers.</summary>
internal enum ComponentType
{
    /// <summary>A row of others.</summary>
    ActionRow = 1,

    /// <summary>A button.</summary>
    Button = 2,

    /// <summary>A menu of lines.</summary>
    StringSelect = 3,
}
