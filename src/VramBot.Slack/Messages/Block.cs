using System.Collections.Immutable;

namespace VramBot.Slack.Messages;

/// <summary>A block of a message or of a form; which one its type says, and the properties of the others are left out.</summary>
/// <param name="Type">The kind.</param>
internal sealed record Block(string Type)
{
    /// <summary>What tells it from the others of its message, and of the message before it is changed; at most 255 characters.</summary>
    public string? BlockId { get; init; }

    /// <summary>The text of a heading or a section.</summary>
    public SlackText? Text { get; init; }

    /// <summary>What stands in a row of controls, or as small print: elements, or texts.</summary>
    public ImmutableArray<object>? Elements { get; init; }

    /// <summary>What stands above a field.</summary>
    public SlackText? Label { get; init; }

    /// <summary>What stands below a field.</summary>
    public SlackText? Hint { get; init; }

    /// <summary>Whether a field may stay empty.</summary>
    public bool? Optional { get; init; }

    /// <summary>The field itself.</summary>
    public BlockElement? Element { get; init; }

    /// <summary>A heading in plain text.</summary>
    public static Block Header(string text) => new("header") { Text = SlackText.Plain(text) };

    /// <summary>A section of text in Slack's markdown.</summary>
    public static Block Section(string text) => new("section") { Text = SlackText.Markdown(text) };

    /// <summary>Small print in Slack's markdown.</summary>
    public static Block Context(string text) => new("context") { Elements = [SlackText.Markdown(text)] };

    /// <summary>A row of controls.</summary>
    public static Block Actions(string? id, ImmutableArray<BlockElement> elements) => new("actions") { BlockId = id, Elements = [.. elements] };

    /// <summary>A field of a form.</summary>
    public static Block Input(string id, string label, BlockElement element) => new("input") { BlockId = id, Label = SlackText.Plain(label), Element = element };
}
