using System.Collections.Immutable;

namespace VramBot.Discord.Messages;

/// <summary>A row, a button or a menu; which one its type says, and the fields of the others are left out.</summary>
/// <param name="Type">The kind.</param>
internal sealed record Component(ComponentType Type)
{
    /// <summary>What comes back when it is used, at most 100 characters, each only once in a message.</summary>
    public string? CustomId { get; init; }

    /// <summary>The look of a button.</summary>
    public ButtonStyle? Style { get; init; }

    /// <summary>What stands on a button, at most 80 characters.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it cannot be used.</summary>
    public bool? Disabled { get; init; }

    /// <summary>What stands on a menu in which nothing is chosen, at most 150 characters.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The lines of a menu, 1 to 25.</summary>
    public ImmutableArray<SelectOption>? Options { get; init; }

    /// <summary>The components of a row: up to five buttons, or one menu.</summary>
    public ImmutableArray<Component>? Components { get; init; }
}
