namespace VramBot.Slack.Messages;

/// <summary>What Slack takes, in characters and counts.</summary>
/// <remarks>
/// Source: docs.slack.dev, "Block Kit" reference, and the comments of @slack/types 3.2.0. Lengths are held by what is written, escapes and all: never shorter than Slack's own count.
/// </remarks>
internal static class SlackLimits
{
    /// <summary>Blocks of a message.</summary>
    public const int Blocks = 50;

    /// <summary>Any text of blocks.</summary>
    public const int Text = 3000;

    /// <summary>A heading.</summary>
    public const int Header = 150;

    /// <summary>The text beside the blocks, as Slack advises it.</summary>
    public const int Fallback = 4000;

    /// <summary>Buttons and menus side by side.</summary>
    public const int Elements = 25;

    /// <summary>The id of a block or of what stands in it.</summary>
    public const int Id = 255;

    /// <summary>What stands on a button, and what is read out of it.</summary>
    public const int ButtonText = 75;

    /// <summary>What a button brings back.</summary>
    public const int ButtonValue = 2000;

    /// <summary>Lines of a menu, and of what an external menu is filled with.</summary>
    public const int Options = 100;

    /// <summary>The text and the description of a line of a menu; its value too: newer pages allow 150, the client library 75.</summary>
    public const int Option = 75;

    /// <summary>What stands on a menu in which nothing is chosen.</summary>
    public const int Placeholder = 150;

    /// <summary>What a form carries for its sender.</summary>
    public const int Metadata = 3000;

    /// <summary>All text of a message's blocks. Slack does not publish the number behind <c>msg_blocks_too_long</c>; people report 13,200.</summary>
    public const int AllText = 12_000;
}
