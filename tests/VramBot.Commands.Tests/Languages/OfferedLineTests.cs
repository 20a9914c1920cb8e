using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands.Grammar;
using VramBot.Commands.Replies;
using VramBot.Commands.Tests.Grammar;
using VramBot.Testing;

namespace VramBot.Commands.Tests.Languages;

/// <summary>Whatever language an answer is written in, the lines that it offers are the same: what is typed has no language.</summary>
public sealed partial class OfferedLineTests
{
    private const string Asked = " lang:pt-BR";

    /// <summary>The lines of the README and its pages, of the help, and those whose answers are approved.</summary>
    public static TheoryData<string> Questions() =>
    [
        .. Pages().SelectMany(page => PageLine().Matches(File.ReadAllText(page))).Select(match => match.Groups[1].Value + match.Groups[2].Value)
            .Concat(ApprovedLine().Matches(File.ReadAllText(Repository.PathOf("tests", "VramBot.Terminal.Tests", "AskCommandTests.cs"))).Select(match => match.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal)))
            .Concat(CommandBook.All.SelectMany(command => command.Examples))
            .Where(line => !line.Contains(" lang:", StringComparison.Ordinal) && !line.Contains("org/name", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Lines that approved answers offer.</summary>
    private static string[] Answers { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "VramBot.Terminal.Tests", "Expectations"), "*.approved.txt").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Select(line => OfferedLine().Match(line)).Where(found => found.Success).Select(found => found.Value).Where(line => !line.Contains(" lang:", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal),
    ];

    // SEEDS.md is left out: its lines are those of the documents that it goes through.
    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Repository.PathOf("docs"), "*.md").Where(page => Path.GetFileName(page) != "SEEDS.md").Order(StringComparer.Ordinal).Prepend(Repository.PathOf("README.md"));

    [Fact]
    public void There_are_lines_to_ask() => Assert.True(Questions().Count > 80 && Answers.Length > 100, $"{Questions().Count} and {Answers.Length} lines are few.");

    [Theory]
    [MemberData(nameof(Questions))]
    public void The_lines_of_an_answer_are_the_same_in_Portuguese(string line)
    {
        var portuguese = Offered(Lines.Desk.Ask($"{line} lang:pt"));
        Assert.All(portuguese, offered => Assert.EndsWith(Asked, offered, StringComparison.Ordinal));
        Assert.Equal(Offered(Lines.Desk.Ask(line)), portuguese.Select(offered => offered[..^Asked.Length]));
    }

    [Fact]
    public void So_are_those_of_the_answers_to_them() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(Gen.Elements(Answers).ToArbitrary(), line => Assert.Equal(Offered(Lines.Desk.Ask(line)).Select(offered => offered + Asked), Offered(Lines.Desk.Ask(line + Asked)))));

    [Theory]
    [MemberData(nameof(Questions))]
    public void What_is_to_be_copied_is_the_same_in_Portuguese(string line) => Assert.Equal(Copied(Lines.Desk.Ask(line)), Copied(Lines.Desk.Ask($"{line} lang:pt")));

    /// <summary>The lines, but for the terms that are explained: which words stand in an answer is a matter of its language.</summary>
    private static List<string> Offered(Answer answer) => [.. All(answer).Where(line => !CommandBook.IsAside(line))];

    private static List<string> All(Answer answer) =>
    [
        .. answer.Problems.Select(problem => problem.Try),
        .. answer.Reply.Sections.OfType<ReplySection.Lines>().SelectMany(lines => lines.Items).Select(line => line.Command).OfType<string>(),
        .. answer.Reply.Sections.OfType<ReplySection.Table>().SelectMany(table => table.Rows).Select(row => row.Command).OfType<string>(),
        .. answer.Controls().Menus.SelectMany(menu => menu.Choices).Select(choice => choice.Command),
        .. answer.Controls().Buttons.SelectMany(group => group).Select(button => button.Command),
    ];

    private static IEnumerable<string> Copied(Answer answer) => answer.Reply.Sections.OfType<ReplySection.Code>().SelectMany(code => code.Text);

    [GeneratedRegex("/vram.*$")]
    private static partial Regex OfferedLine();

    [GeneratedRegex("`(/vram[^`…]*)`|\"(/vram[^\"`…]*)\"")]
    private static partial Regex PageLine();

    [GeneratedRegex("InlineData\\(\"[a-z0-9-]+\", \"(/vram(?:[^\"\\\\]|\\\\.)*)\"\\)")]
    private static partial Regex ApprovedLine();
}
