using System.Text.RegularExpressions;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;

namespace VramBot.Commands.Tests.Languages;

/// <summary>An answer in Portuguese has no words of English left, but for names and what is typed.</summary>
public sealed partial class NoEnglishTests
{
    public static TheoryData<string> Questions() => OfferedLineTests.Questions();

    [Theory]
    [MemberData(nameof(Questions))]
    public void No_word_of_English_is_left(string line)
    {
        var answer = Lines.Desk.Ask($"{line} lang:pt");
        var controls = answer.Controls();
        var labels = controls.Menus.SelectMany(menu => menu.Choices.SelectMany(choice => (string[])[choice.Label, choice.Description]).Append(menu.Placeholder))
            .Concat(controls.Buttons.SelectMany(group => group).Select(button => button.Label));
        Assert.All(Texts(answer.Reply).Concat(labels), text => Assert.DoesNotMatch(English(), Typed().Replace(text, string.Empty)));
    }

    private static IEnumerable<string> Texts(Reply reply) =>
        reply.Sections.SelectMany(Texts).Prepend(reply.Headline ?? string.Empty).Prepend(reply.Title).Append(reply.Footer ?? string.Empty);

    private static IEnumerable<string> Texts(ReplySection section) => section switch
    {
        ReplySection.Bars bars => bars.Rows.Select(row => row.Label),
        ReplySection.Lines lines => lines.Items.Select(line => line.Text).Prepend(lines.Heading),
        ReplySection.Table table => table.Rows.SelectMany(row => row.Cells.Prepend(row.Label)).Concat(table.Columns).Prepend(table.Heading),
        ReplySection.Paragraph paragraph => [paragraph.Text],
        ReplySection.Code code => [code.Heading, code.Note],
        _ => throw new InvalidOperationException($"{section.GetType().Name} is a section that this test does not know."),
    };

    /// <summary>Words that English has many of and that are neither Portuguese nor part of what is typed.</summary>
    [GeneratedRegex(@"(?<![\w-])(the|of|with|and|which|is|are|that|than|each|from|what|its|it|to|by|at|or|not|more|less|without|only|where|when|fits|needs|takes|holds|users?|weights?|cards?|short)(?![\w-])", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    /// <summary>What stands between backticks, whole lines, options with their values, and in the help the options themselves and their other names.</summary>
    [GeneratedRegex("`[^`]*`|/vram.*$|\\S+:\\S+|^[a-z]+: |^também: .*$")]
    private static partial Regex Typed();
}
