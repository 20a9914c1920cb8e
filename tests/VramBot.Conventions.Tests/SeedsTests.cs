using System.Text.RegularExpressions;
using VramBot.Commands;
using VramBot.Commands.Grammar;
using VramBot.Testing;

namespace VramBot.Conventions.Tests;

/// <summary>What docs/SEEDS.md says is answered is answered.</summary>
public sealed partial class SeedsTests
{
    private static readonly string Seeds = File.ReadAllText(Repository.PathOf("docs", "SEEDS.md"));

    /// <summary>Commands that it names before they are there; once they are, their lines are asked too.</summary>
    private static readonly string[] Coming = ["/vram-guide", "/vram-glossary"];

    public static TheoryData<string> Lines() =>
    [
        .. CommandLine().Matches(Seeds).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)
            .Where(line => !Coming.Contains(line.Split(' ')[0]) || CommandBook.All.Any(command => command.IsBuilt && line.StartsWith($"/{command.Name} ", StringComparison.Ordinal))),
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_command_line_in_it_is_answered(string line) => Assert.Empty(new CommandDesk(ShippedCatalogs.Catalog).Ask(line).Problems);

    // No line of the documents may stay unsettled: a row has both cells.
    [Fact]
    public void Every_row_is_settled() => Assert.All(
        Seeds.Split('\n').Where(row => row.StartsWith('|') && !row.StartsWith("|---", StringComparison.Ordinal)),
        row => Assert.Equal(2, row.Trim('|', ' ').Split(" | ").Count(cell => cell.Trim().Length > 0)));

    [GeneratedRegex("`(/vram[^`]*)`")]
    private static partial Regex CommandLine();
}
