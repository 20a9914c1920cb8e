using System.Collections.Immutable;

namespace VramBot.Commands.Replies;

/// <summary>A part of an answer.</summary>
public abstract record ReplySection
{
    private ReplySection()
    {
    }

    /// <summary>Sizes with bars in proportion to their sum.</summary>
    /// <param name="Rows">The rows.</param>
    public sealed record Bars(ImmutableArray<BarRow> Rows) : ReplySection;

    /// <summary>Lines under a heading.</summary>
    /// <param name="Heading">The heading.</param>
    /// <param name="Items">The lines.</param>
    /// <param name="IsNumbered">Whether the order of the lines matters.</param>
    public sealed record Lines(string Heading, ImmutableArray<ReplyLine> Items, bool IsNumbered = false) : ReplySection;

    /// <summary>A paragraph.</summary>
    /// <param name="Text">Its text.</param>
    public sealed record Paragraph(string Text) : ReplySection;

    /// <summary>Lines to be copied as they are, each whole: never wrapped, never marked up.</summary>
    /// <param name="Heading">The heading.</param>
    /// <param name="Text">The lines.</param>
    /// <param name="Note">What to know about them; empty when nothing.</param>
    public sealed record Code(string Heading, ImmutableArray<string> Text, string Note) : ReplySection;
}
