using System.Text.RegularExpressions;
using VramBot.Commands;
using VramBot.Commands.Grammar;
using VramBot.Testing;

namespace VramBot.Conventions.Tests;

/// <summary>What the pages say is so.</summary>
public sealed partial class DocumentTests
{
    // Answers that were approved, wherever: a page shows them as they are.
    private static readonly HashSet<string> Approved =
        [.. Directory.EnumerateFiles(Repository.PathOf("tests"), "*.approved.txt", SearchOption.AllDirectories).Select(path => File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd())];

    // Stands for any repository on the hub, which tests do not ask.
    private const string Placeholder = "org/name";

    public static TheoryData<string> Pages() => [.. Documents.Pages];

    /// <summary>Other pages name commands and do not ask them; SEEDS.md has a test of its own, which knows the commands that are to come.</summary>
    public static TheoryData<string> Lines() => [.. Documents.Pages.Where(page => page is "README.md" || (page.StartsWith("docs/", StringComparison.Ordinal) && page != "docs/SEEDS.md")).SelectMany(Documents.LinesOf).Where(line => !line.Contains(Placeholder, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];

    public static TheoryData<string, int> Answers() => [.. Documents.Pages.SelectMany(page => Enumerable.Range(0, Block().Count(Documents.Read(page))).Select(number => (page, number)))];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_command_line_is_answered(string line) => Assert.Empty(new CommandDesk(ShippedCatalogs.Catalog).Ask(line).Problems);

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_that_a_page_shows_is_the_answer(string page, int number) => Assert.Contains(Block().Matches(Documents.Read(page))[number].Groups[1].Value.TrimEnd(), Approved);

    [Fact]
    public void There_are_answers_to_see() => Assert.True(Answers().Count >= 5);

    [Fact]
    public void The_table_of_options_has_every_one() =>
        Assert.All(CommandBook.Vram.Options, option => Assert.Contains($"| `{option.Name}` |", Documents.Read("docs/ASKING.md"), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_leads_to_is_there(string page) => Assert.All(
        Link().Matches(Documents.Read(page)).Select(match => match.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#')),
        target => Assert.True(Path.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(page))!, target.Split('#')[0]))), $"{page}: {target}"));

    [GeneratedRegex("```text\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
