using System.Collections.Immutable;
using VramBot.Commands.Replies;
using VramBot.Slack.Messages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Slack.Rendering;

/// <summary>Writes the body of a reply as sections: the sentence that matters, then a section for each part.</summary>
internal static class ReplySections
{
    /// <summary>As many sections as fit.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="most">The most sections.</param>
    public static ImmutableArray<Block> Of(Reply reply, int most)
    {
        var packer = new SectionPacker(most);
        if (reply.Headline is { } headline)
            packer.Add($"{SignOf(reply.Mark)}*{Mrkdwn.Of(headline)}*");
        ReplySection? before = null;
        foreach (var section in reply.Sections)
        {
            // Bars belong to the sentence above them, paragraphs to one another.
            if (section is not ReplySection.Bars && !(section is ReplySection.Paragraph && before is ReplySection.Paragraph))
                packer.Break();
            Add(packer, section);
            before = section;
        }

        return packer.Done();
    }

    /// <summary>The sign of a verdict.</summary>
    public static string SignOf(LineMark mark) => mark switch
    {
        LineMark.Fits => "✅ ",
        LineMark.Tight => "⚠️ ",
        LineMark.DoesNotFit => "❌ ",
        _ => string.Empty,
    };

    private static void Add(SectionPacker packer, ReplySection section)
    {
        switch (section)
        {
            case ReplySection.Bars bars:
                Fixed(packer, BarText.Lines(bars.Rows));
                break;
            case ReplySection.Lines lines:
                Heading(packer, lines.Heading);
                foreach (var (place, item) in lines.Items.Index())
                    packer.Add($"{(lines.IsNumbered ? $"{place + 1}. " : string.Empty)}{WordOf(item.Mark)}{Mrkdwn.Of(item.Text)}");
                break;
            case ReplySection.Table table:
                Heading(packer, table.Heading);
                Fixed(packer, TableText.Lines(table));
                break;
            case ReplySection.Paragraph paragraph:
                packer.Add(Mrkdwn.Of(paragraph.Text));
                break;
            case ReplySection.Code code:
                Heading(packer, code.Heading);
                Fixed(packer, code.Text);
                if (code.Note.Length > 0)
                    packer.Add(Mrkdwn.Of(code.Note));
                break;
        }
    }

    private static void Heading(SectionPacker packer, string heading)
    {
        if (heading.Length > 0)
            packer.Add($"*{Mrkdwn.Of(heading)}*");
    }

    private static void Fixed(SectionPacker packer, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            packer.Add(Mrkdwn.Fixed(line), inFence: true);
    }

    /// <summary>The sign, and the word where the line itself does not say it.</summary>
    private static string WordOf(LineMark mark) => mark == LineMark.Tight ? $"{SignOf(mark)}{Tr("tight: ")}" : SignOf(mark);
}
