using System.Text.RegularExpressions;
using VramBot.Hosting.Tests.Files;
using VramBot.Testing;

namespace VramBot.Hosting.Tests;

/// <summary>What docs/HOSTING.md says of settings and files.</summary>
public sealed partial class HostingDocumentTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "HOSTING.md"));

    private static readonly IReadOnlyList<string> Listed = [.. Row().Matches(Page).SelectMany(row => Name().Matches(row.Value.Split('|')[1]).Select(match => match.Groups[1].Value))];

    [Fact]
    public void The_table_has_every_setting_of_the_program() => Assert.Empty(KnownSettings.Names.Except(Listed));

    [Fact]
    public void The_table_has_no_setting_that_the_program_does_not_know() => Assert.Empty(Listed.Except(KnownSettings.Names));

    [Fact]
    public void A_setting_is_listed_once() => Assert.Equal(Listed.Distinct(StringComparer.Ordinal), Listed);

    [Fact]
    public void Whatever_else_is_set_in_it_is_a_setting() => Assert.All(
        Anywhere().Matches(Page).Select(match => match.Value).Where(name => !name.StartsWith("Logging__", StringComparison.Ordinal)),
        name => Assert.True(KnownSettings.Has(name), name));

    [Fact]
    public void Files_that_it_names_are_there() => Assert.All(Path().Matches(Page).Select(match => match.Value), path => Assert.True(System.IO.Path.Exists(Repository.PathOf(path)), path));

    [GeneratedRegex("^\\| `[A-Z][A-Za-z]+__.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z][A-Za-z]+__[A-Za-z]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("\\b[A-Z][A-Za-z]+__[A-Za-z_]+\\b")]
    private static partial Regex Anywhere();

    [GeneratedRegex("\\bdeploy/[a-z./-]*[a-z]")]
    private static partial Regex Path();
}
