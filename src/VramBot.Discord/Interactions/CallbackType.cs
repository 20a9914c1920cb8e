namespace VramBot.Discord.Interactions;

/// <summary>The kinds of first answers, by Discord's numbers.</summary>
internal enum CallbackType
{
    /// <summary>To a ping.</summary>
    Pong = 1,

    /// <summary>A message.</summary>
    Message = 4,

    /// <summary>A message that is still being written.</summary>
    DeferredMessage = 5,

    /// <summary>The message that was clicked stays as it is until it is edited.</summary>
    DeferredUpdate = 6,

    /// <summary>The message that was clicked becomes another.</summary>
    Update = 7,

    /// <summary>Ways in which what is typed can go on.</summary>
    Choices = 8,
}
