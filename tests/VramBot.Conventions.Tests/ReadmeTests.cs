using System.Text.RegularExpressions;
using VramBot.Commands;
using VramBot.Commands.Grammar;
using VramBot.Testing;

namespace VramBot.Conventions.Tests;

/// <summary>What the README says is so.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    public static TheoryData<string> Lines() => [.. CommandLine().Matches(Readme).Select(match => match.Groups[1].Value + match.Groups[2].Value).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_command_line_in_it_is_answered(string line) => Assert.Empty(new CommandDesk(ShippedCatalogs.Catalog).Ask(line).Problems);

    [Fact]
    public void Its_table_lists_every_option_of_the_estimate() => Assert.All(CommandBook.Vram.Options, option => Assert.Contains($"| `{option.Name}` |", Readme, StringComparison.Ordinal));

    [Theory]
    [InlineData("mixtral-int4")]
    [InlineData("training-full-on-24gb")]
    [InlineData("plan-forty-users")]
    [InlineData("fit-3060")]
    [InlineData("compare-formats")]
    public void The_answers_that_it_shows_are_the_answers(string name)
    {
        var approved = File.ReadAllText(Repository.PathOf("tests", "VramBot.Terminal.Tests", "Expectations", $"{name}.approved.txt")).TrimEnd();
        Assert.Contains($"```text\n{approved}\n```", Readme.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [GeneratedRegex("`(/vram[^`…]*)`|\"(/vram[^\"`…]*)\"")]
    private static partial Regex CommandLine();
}
