namespace VramBot.Slack.Messages;

/// <summary>A text of a block.</summary>
/// <param name="Type">How it is read.</param>
/// <param name="Text">The text, escaped.</param>
internal sealed record SlackText(string Type, string Text)
{
    private const string PlainType = "plain_text";
    private const string MarkdownType = "mrkdwn";

    /// <summary>Whether <c>:names:</c> become pictures; only in plain text.</summary>
    public bool? Emoji { get; init; }

    /// <summary>Whether addresses and names are left as they are; only in Slack's markdown.</summary>
    public bool? Verbatim { get; init; }

    /// <summary>Text that means nothing but itself.</summary>
    public static SlackText Plain(string text) => new(PlainType, text) { Emoji = false };

    /// <summary>Text in Slack's markdown, in which no address becomes a link by itself.</summary>
    public static SlackText Markdown(string text) => new(MarkdownType, text) { Verbatim = true };
}
