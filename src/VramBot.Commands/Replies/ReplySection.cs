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

    /// <summary>
    /// Things side by side. On a phone some forty signs stand in a line, so each thing has a line of its own and its figures stand under those of the others: six things fit as well as two, and what is
    /// compared is read downwards. <see cref="TableText"/> lays it out for a fixed-width block.
    /// </summary>
    /// <param name="Heading">What the figures are, with their unit.</param>
    /// <param name="Columns">What each figure is, a short word.</param>
    /// <param name="Rows">The things.</param>
    public sealed record Table(string Heading, ImmutableArray<string> Columns, ImmutableArray<TableRow> Rows) : ReplySection;

    /// <summary>A paragraph.</summary>
    /// <param name="Text">Its text.</param>
    public sealed record Paragraph(string Text) : ReplySection;

    /// <summary>Lines to be copied as they are, each whole: never wrapped, never marked up.</summary>
    /// <param name="Heading">The heading.</param>
    /// <param name="Text">The lines.</param>
    /// <param name="Note">What to know about them; empty when nothing.</param>
    public sealed record Code(string Heading, ImmutableArray<string> Text, string Note) : ReplySection;
}
