using System.Text.RegularExpressions;
using VramBot.Hosting.Tests.Files;
using VramBot.Testing;
using YamlDotNet.RepresentationModel;

namespace VramBot.Hosting.Tests;

/// <summary>The workflows: what they run is pinned, what they may do is little.</summary>
public sealed partial class WorkflowTests
{
    // What each job may write, and nothing else does.
    private static readonly Dictionary<string, string[]> Writes = new(StringComparer.Ordinal)
    {
        ["codeql.yml/analyze"] = ["security-events"],
        ["release.yml/image"] = ["attestations", "id-token", "packages"],
        ["release.yml/release"] = ["attestations", "contents", "id-token"],
    };

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Repository.PathOf(".github", "workflows")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Jobs() => [.. Files().SelectMany(file => Load(file.Data).Map("jobs").Select(job => (file.Data, job.Name)))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_are_pinned_by_commit_with_their_version_beside(string file) => Assert.All(
        Lines(file).Select(line => line.Trim().TrimStart('-').Trim()).Where(line => line.StartsWith("uses:", StringComparison.Ordinal)),
        line => Assert.Matches(Action(), line));

    // The same action is the same commit everywhere: one that was overlooked stays behind.
    [Fact]
    public void An_action_is_pinned_once() => Assert.All(
        Files().SelectMany(file => Action().Matches(File.ReadAllText(PathTo(file.Data)))).Where(match => match.Groups["name"].Success).GroupBy(match => match.Groups["name"].Value.Split('/')[..2].Aggregate((left, right) => $"{left}/{right}")),
        action => Assert.Single(action.Select(match => (match.Groups["commit"].Value, match.Groups["version"].Value)).Distinct()));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_workflow_may_do_nothing_by_itself(string file)
    {
        var workflow = Load(file);
        Assert.Empty(Assert.IsType<YamlMappingNode>(workflow.At("permissions")).Children);
        Assert.NotNull(workflow.Text("concurrency", "group"));
        Assert.NotNull(workflow.Text("name"));
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_may_do_what_it_has_to_and_ends(string file, string name)
    {
        var job = Load(file).At("jobs", name);
        var permissions = job.Map("permissions");
        Assert.NotEmpty(permissions);
        Assert.Equal(
            Writes.GetValueOrDefault($"{file}/{name}", []),
            permissions.Where(permission => ((YamlScalarNode)permission.Value).Value is "write").Select(permission => permission.Name).Order(StringComparer.Ordinal));
        // A job that is another workflow has its times there.
        if (job.At("uses") is null)
            Assert.InRange(int.Parse(job.Text("timeout-minutes")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    // What somebody outside wrote, a title or the name of a branch, is never part of a script.
    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_script_holds_no_words_of_others(string file, string name) => Assert.All(
        Load(file).At("jobs", name).List("steps").Select(step => step.Text("run") ?? string.Empty),
        script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_runs_with_rights_on_the_code_of_others(string file)
    {
        var text = File.ReadAllText(PathTo(file));
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
        Assert.DoesNotContain("workflow_run", text, StringComparison.Ordinal);
        Assert.DoesNotContain("${{ secrets", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets: inherit", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void What_is_checked_out_keeps_no_token(string file, string name) => Assert.All(
        Load(file).At("jobs", name).List("steps").Where(step => step.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) is true),
        step => Assert.Equal("false", step.Text("with", "persist-credentials")));

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Scripts_that_are_run_are_there(string file, string name) => Assert.All(
        Load(file).At("jobs", name).List("steps").SelectMany(step => Script().Matches(step.Text("run") ?? string.Empty).Select(match => match.Value)),
        script => Assert.True(File.Exists(Repository.PathOf(script)), script));

    [Theory]
    [InlineData("nuget")]
    [InlineData("docker")]
    [InlineData("docker-compose")]
    [InlineData("github-actions")]
    public void What_is_pinned_is_renewed(string ecosystem) =>
        Assert.Contains(ecosystem, Yaml.Load(".github", "dependabot.yml").List("updates").Select(update => update.Text("package-ecosystem")));

    private static YamlMappingNode Load(string file) => Yaml.Load(".github", "workflows", file);

    private static string PathTo(string file) => Repository.PathOf(".github", "workflows", file);

    private static string[] Lines(string file) => File.ReadAllLines(PathTo(file));

    [GeneratedRegex(@"uses: (?:\./\.github/workflows/[a-z]+\.yml$|(?<name>[A-Za-z0-9-]+/[A-Za-z0-9/-]+)@(?<commit>[0-9a-f]{40}) # (?<version>v[0-9]+\.[0-9]+\.[0-9]+)\r?$)", RegexOptions.Multiline)]
    private static partial Regex Action();

    [GeneratedRegex(@"(?:\.ci/run|deploy/[a-z-]+\.sh)")]
    private static partial Regex Script();
}
