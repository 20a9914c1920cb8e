using System.Collections.Immutable;

namespace VramBot.Commands.Replies.Controls;

/// <summary>What changes the question with a click, as far as a platform has clicks. Every control is a whole command line, so that nothing has to be remembered between question and click.</summary>
public sealed record ReplyControls
{
    /// <summary>No controls.</summary>
    public static ReplyControls None { get; } = new();

    /// <summary>The menus, the one that is wanted most first.</summary>
    public ImmutableArray<ReplyMenu> Menus { get; init; } = [];

    /// <summary>Buttons in groups that belong together, the group that is wanted most first.</summary>
    public ImmutableArray<ImmutableArray<ReplyButton>> Buttons { get; init; } = [];
}
