using System.Text.Json;
using System.Text.RegularExpressions;
using VramBot.Testing;

namespace VramBot.Conventions.Tests;

/// <summary>What makes the README one.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Documents.Read("README.md");

    [Fact]
    public void It_is_short() => Assert.InRange(Readme.Split('\n').Length, 1, 220);

    [Fact]
    public void It_leads_from_what_it_is_to_adding_a_model() => Assert.Equal(
        ["Two commands", "On Discord in five steps", "On Slack in five steps", "Hosting", "Accuracy", "Adding a model", "Where things are"],
        Heading().Matches(Readme).Select(match => match.Groups[1].Value));

    [Fact]
    public void A_real_answer_stands_on_its_first_screen() => Assert.InRange(Readme[..Readme.IndexOf("```text", StringComparison.Ordinal)].Split('\n').Length, 1, 12);

    [Theory]
    [InlineData("On Discord in five steps")]
    [InlineData("On Slack in five steps")]
    public void Five_steps_are_five(string heading) =>
        Assert.Equal(["1", "2", "3", "4", "5"], Step().Matches(Section(heading)).Select(match => match.Groups[1].Value));

    [Fact]
    public void Every_page_is_linked_from_it() =>
        Assert.All(Documents.Pages.Where(page => page is not ("README.md" or "CHANGELOG.md")), page => Assert.Contains($"]({page})", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_folder_has_its_line() => Assert.All(
        Directory.GetDirectories(Repository.PathOf("src")).Select(folder => $"src/{Path.GetFileName(folder)}/"),
        folder => Assert.Contains($"| `{folder}` |", Readme, StringComparison.Ordinal));

    // Names that say where it was read are shortened there.
    [Fact]
    public void The_model_that_it_shows_is_the_one_of_the_catalog()
    {
        using var shown = JsonDocument.Parse(Regex.Match(Section("Adding a model"), "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("config", "models", "phi-4.json")));
        var kept = file.RootElement.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("id").GetString() == shown.RootElement.GetProperty("id").GetString());
        Assert.All(
            kept.EnumerateObject().Where(property => property.Name is not ("aliases" or "published" or "source")),
            property => Assert.True(JsonElement.DeepEquals(property.Value, shown.RootElement.GetProperty(property.Name)), property.Name));
    }

    private static string Section(string heading)
    {
        var begin = Readme.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        return Readme[begin..Readme.IndexOf("\n## ", begin, StringComparison.Ordinal)];
    }

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^([0-9]+)\\. ", RegexOptions.Multiline)]
    private static partial Regex Step();
}
