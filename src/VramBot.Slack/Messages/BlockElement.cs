using System.Collections.Immutable;

namespace VramBot.Slack.Messages;

/// <summary>A button, a menu, a field; which one its type says, and the properties of the others are left out: Slack refuses what it does not know.</summary>
/// <param name="Type">The kind.</param>
/// <param name="ActionId">What tells it from the others of its block, at most 255 characters.</param>
internal sealed record BlockElement(string Type, string ActionId)
{
    /// <summary>A button.</summary>
    public const string Button = "button";

    /// <summary>A menu whose lines are known.</summary>
    public const string StaticSelect = "static_select";

    /// <summary>A menu whose lines Slack asks for while someone types.</summary>
    public const string ExternalSelect = "external_select";

    /// <summary>A line to type in.</summary>
    public const string TextInput = "plain_text_input";

    /// <summary>A few lines of which one is marked.</summary>
    public const string RadioButtons = "radio_buttons";

    /// <summary>The look of a button that stands out.</summary>
    public const string Primary = "primary";

    /// <summary>What stands on a button, at most 75 characters.</summary>
    public SlackText? Text { get; init; }

    /// <summary>What a button brings back, at most 2,000 characters.</summary>
    public string? Value { get; init; }

    /// <summary>The look of a button; the usual one when left out.</summary>
    public string? Style { get; init; }

    /// <summary>What a screen reader says of a button, at most 75 characters.</summary>
    public string? AccessibilityLabel { get; init; }

    /// <summary>What stands in a menu or a field while it is empty, at most 150 characters.</summary>
    public SlackText? Placeholder { get; init; }

    /// <summary>The lines of a menu, 1 to 100.</summary>
    public ImmutableArray<SlackOption>? Options { get; init; }

    /// <summary>The line that is chosen to begin with: one of them, letter for letter.</summary>
    public SlackOption? InitialOption { get; init; }

    /// <summary>From how many letters on an external menu is filled.</summary>
    public int? MinQueryLength { get; init; }

    /// <summary>How many letters a field takes.</summary>
    public int? MaxLength { get; init; }
}
