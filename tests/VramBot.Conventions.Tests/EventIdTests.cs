using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Testing;

namespace VramBot.Conventions.Tests;

/// <summary>A line of the log is known by its number, in every project: a number never changes meaning, and none is used twice.</summary>
public sealed partial class EventIdTests
{
    private static readonly Dictionary<string, (int First, int Last)> Ranges = new(StringComparer.Ordinal)
    {
        ["App"] = (1, 79),
        ["Chat"] = (80, 99),
        ["Discord"] = (100, 199),
        ["Slack"] = (200, 399),
        ["Hub"] = (400, 449),
        ["Storage"] = (450, 499),
        ["Observability"] = (500, 549),
    };

    private static readonly IReadOnlyList<(string Project, string File, int Id)> Lines =
    [
        .. Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(path => Message().Matches(File.ReadAllText(path)).Select(match => (ProjectOf(path), Path.GetFileName(path), IdOf(match)))),
    ];

    public static TheoryData<string> Projects() => [.. Lines.Select(line => line.Project).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void No_number_stands_for_two_lines() =>
        Assert.Empty(Lines.GroupBy(line => line.Id).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(line => line.File))}"));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Numbers_tell_the_project(string project) => Assert.All(
        Lines.Where(line => line.Project == project),
        line => Assert.True(line.Id >= Ranges[project].First && line.Id <= Ranges[project].Last, $"{line.File}: {line.Id} is not within {Ranges[project]}"));

    // What has no number cannot be counted, or filtered by.
    [Fact]
    public void Every_line_has_one() => Assert.DoesNotContain(Lines, line => line.Id <= 0);

    private static string ProjectOf(string path) => Path.GetRelativePath(Repository.PathOf("src"), path).Replace('\\', '/').Split('/')[0]["VramBot.".Length..];

    private static int IdOf(Match match) => int.TryParse(match.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(?<id>\w+)")]
    private static partial Regex Message();
}
