namespace VramBot.Discord.Interactions;

/// <summary>The kinds of interactions, by Discord's numbers.</summary>
internal enum InteractionType
{
    /// <summary>Discord asks whether the endpoint answers.</summary>
    Ping = 1,

    /// <summary>A command was sent.</summary>
    Command = 2,

    /// <summary>A button or a menu was used.</summary>
    Component = 3,

    /// <summary>An option is being typed.</summary>
    Autocomplete = 4,

    /// <summary>A form was sent.</summary>
    Modal = 5,
}
