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

    [Fact]
    public void The_answer_on_its_first_screen_is_the_answer()
    {
        var approved = File.ReadAllText(Repository.PathOf("tests", "VramBot.Terminal.Tests", "Expectations", "mixtral-int4.approved.txt")).TrimEnd();
        Assert.Contains(approved, Readme, StringComparison.Ordinal);
    }

    [GeneratedRegex("`(/vram[^`…]*)`|\"(/vram[^\"`…]*)\"")]
    private static partial Regex CommandLine();
}
