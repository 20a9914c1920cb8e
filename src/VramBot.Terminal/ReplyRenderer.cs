using System.Globalization;
using Spectre.Console;
using VramBot.Commands.Replies;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Terminal;

/// <summary>Writes an answer on a console: in colour on a terminal, plain when piped.</summary>
public sealed class ReplyRenderer(IAnsiConsole console)
{
    /// <summary>Writes an answer.</summary>
    public void Write(Reply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        Line(reply.Title, new(decoration: Decoration.Bold));
        if (reply.Headline is { } headline)
            Line($"{EmojiOf(reply.Mark)}{headline}", StyleOf(reply.Mark));
        foreach (var section in reply.Sections)
        {
            console.WriteLine();
            Write(section);
        }

        if (reply.Footer is { } footer)
        {
            console.WriteLine();
            Line(footer, new(decoration: Decoration.Dim));
        }
    }

    private void Write(ReplySection section)
    {
        switch (section)
        {
            case ReplySection.Bars bars:
                foreach (var line in BarText.Lines(bars.Rows))
                    Line(line, Style.Plain);
                break;
            case ReplySection.Lines lines:
                if (lines.Heading.Length > 0)
                    Line(lines.Heading, new(decoration: Decoration.Bold));
                for (var index = 0; index < lines.Items.Length; index++)
                    WriteItem(lines.Items[index], lines.IsNumbered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}. ") : string.Empty);
                break;
            case ReplySection.Table table:
                Line(table.Heading, new(decoration: Decoration.Bold));
                foreach (var line in TableText.Lines(table))
                    Line(line.TrimEnd(), Style.Plain);
                break;
            case ReplySection.Paragraph paragraph:
                Line(paragraph.Text, Style.Plain);
                break;
            case ReplySection.Code code:
                WriteCode(code);
                break;
        }
    }

    /// <summary>Lines go out as they are: a break of the console's own would be copied with them.</summary>
    private void WriteCode(ReplySection.Code code)
    {
        Line(code.Heading, new(decoration: Decoration.Bold));
        foreach (var line in code.Text)
            console.Profile.Out.Writer.WriteLine(line);
        if (code.Note.Length > 0)
            Line(code.Note, new(decoration: Decoration.Dim));
    }

    private void WriteItem(ReplyLine item, string number)
    {
        Line($"{number}{SignOf(item.Mark)}{item.Text}", StyleOf(item.Mark));
        if (item.Command is { } command && command != item.Text && number.Length > 0)
            Line($"   {command}", new(decoration: Decoration.Dim));
    }

    private void Line(string text, Style style)
    {
        console.Write(new Text(text, style));
        console.WriteLine();
    }

    /// <summary>The sign, and the word where the line itself does not say it.</summary>
    private static string SignOf(LineMark mark) => mark == LineMark.Tight ? $"{EmojiOf(mark)}{Tr("tight: ")}" : EmojiOf(mark);

    private static string EmojiOf(LineMark mark) => mark switch
    {
        LineMark.Fits => "✅ ",
        LineMark.Tight => "⚠️ ",
        LineMark.DoesNotFit => "❌ ",
        _ => string.Empty,
    };

    private static Style StyleOf(LineMark mark) => mark switch
    {
        LineMark.Fits => new(Color.Green),
        LineMark.Tight => new(Color.Yellow),
        LineMark.DoesNotFit => new(Color.Red),
        _ => Style.Plain,
    };
}
