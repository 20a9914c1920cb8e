using VramBot.Commands.Replies;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Discord.Rendering;

/// <summary>Writes the body of a reply as Discord's markdown, block by block, so that what is too long can lose whole lines and never half of one.</summary>
internal static class EmbedText
{
    private const string Left = "…";

    /// <summary>As much of the reply as fits; what had to go is counted in the last line.</summary>
    public static string Of(Reply reply, int most)
    {
        var blocks = Blocks(reply).ToList();
        var total = blocks.Sum(block => block.Length) + Math.Max(0, blocks.Count - 1);
        if (total <= most)
            return string.Join('\n', blocks);
        var (kept, room) = (new List<string>(), most - Gone(blocks.Count).Length - 1);
        foreach (var block in blocks)
        {
            if (block.Length + 1 > room)
                break;
            kept.Add(block);
            room -= block.Length + 1;
        }

        var gone = blocks.Skip(kept.Count).Count(block => block.Length > 0);
        kept.Add(Gone(gone));
        return string.Join('\n', kept);
    }

    /// <summary>A line that is a command is code: it is there to be copied.</summary>
    private static string TextOf(ReplyLine item) => item.Text == item.Command ? Markdown.Code(item.Text) : Markdown.Of(item.Text);

    private static string Gone(int lines) => $"{Left} {Tr($"{lines} more lines do not fit here.")}";

    private static IEnumerable<string> Blocks(Reply reply)
    {
        if (reply.Headline is { } headline)
            yield return $"{SignOf(reply.Mark)}**{Markdown.Of(headline)}**";
        ReplySection? before = null;
        foreach (var section in reply.Sections)
        {
            var (place, isApart) = (0, section is ReplySection.Paragraph && before is not (null or ReplySection.Bars));
            foreach (var block in Blocks(section))
                yield return place++ == 0 && isApart ? $"\n{block}" : block;
            before = section;
        }
    }

    private static IEnumerable<string> Blocks(ReplySection section)
    {
        switch (section)
        {
            case ReplySection.Bars bars:
                yield return Markdown.Block(BarText.Lines(bars.Rows));
                break;
            case ReplySection.Lines lines:
                if (lines.Heading.Length > 0)
                    yield return $"\n**{Markdown.Of(lines.Heading)}**";
                foreach (var (place, item) in lines.Items.Index())
                    yield return $"{(lines.IsNumbered ? $"{place + 1}. " : string.Empty)}{WordOf(item.Mark)}{TextOf(item)}";
                break;
            case ReplySection.Table table:
                yield return $"\n**{Markdown.Of(table.Heading)}**";
                yield return Markdown.Block(TableText.Lines(table));
                break;
            case ReplySection.Paragraph paragraph:
                yield return Markdown.Of(paragraph.Text);
                break;
            case ReplySection.Code code:
                yield return $"\n**{Markdown.Of(code.Heading)}**";
                yield return Markdown.Block(code.Text);
                if (code.Note.Length > 0)
                    yield return $"-# {Markdown.Of(code.Note)}";
                break;
        }
    }

    /// <summary>The sign, and the word where the line itself does not say it.</summary>
    private static string WordOf(LineMark mark) => mark == LineMark.Tight ? $"{SignOf(mark)}{Tr("tight: ")}" : SignOf(mark);

    private static string SignOf(LineMark mark) => mark switch
    {
        LineMark.Fits => "✅ ",
        LineMark.Tight => "⚠️ ",
        LineMark.DoesNotFit => "❌ ",
        _ => string.Empty,
    };
}
