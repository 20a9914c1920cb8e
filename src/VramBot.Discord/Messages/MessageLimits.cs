namespace VramBot.Discord.Messages;

/// <summary>What Discord takes, in characters and counts.</summary>
/// <remarks>Source: Discord's developer documentation, "Message Resource" (embed limits) and "Component Reference". A length in UTF-16 units is never shorter than Discord's own count.</remarks>
internal static class MessageLimits
{
    /// <summary>The title of an embed.</summary>
    public const int Title = 256;

    /// <summary>The body of an embed.</summary>
    public const int Description = 4096;

    /// <summary>The small print of an embed.</summary>
    public const int Footer = 2048;

    /// <summary>All text of all embeds of a message.</summary>
    public const int AllEmbeds = 6000;

    /// <summary>Rows of components.</summary>
    public const int Rows = 5;

    /// <summary>Buttons in a row.</summary>
    public const int Buttons = 5;

    /// <summary>What stands on a button.</summary>
    public const int ButtonLabel = 80;

    /// <summary>Lines of a menu, choices of a completion.</summary>
    public const int Choices = 25;

    /// <summary>The label, the description and the value of a line of a menu; the name and the value of a choice.</summary>
    public const int Choice = 100;

    /// <summary>What stands on a menu in which nothing is chosen.</summary>
    public const int Placeholder = 150;

    /// <summary>What a component brings back.</summary>
    public const int CustomId = 100;
}
