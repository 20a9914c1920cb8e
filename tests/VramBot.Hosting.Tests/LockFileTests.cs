using System.Text.Json;
using System.Xml.Linq;
using VramBot.Testing;

namespace VramBot.Hosting.Tests;

/// <summary>The lists of packages that the image is restored from are those of the projects as they are: a build of the image would fail otherwise.</summary>
public sealed class LockFileTests
{
    private static readonly Dictionary<string, string> Versions =
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);

    public static TheoryData<string> Projects() => DockerfileTests.Projects();

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_a_project_asks_for_is_in_its_list(string project)
    {
        var file = XDocument.Load(Repository.PathOf("src", project, $"{project}.csproj"));
        var list = Entries(project);
        Assert.All(file.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value), package => Assert.Equal(("Direct", Versions[package]), (list[package].Type, list[package].Version)));
        Assert.All(file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)), other => Assert.Equal("Project", list[other].Type));
    }

    // ILLink.Tasks is .NET's own, added by the SDK.
    [Theory]
    [MemberData(nameof(Projects))]
    public void What_is_in_the_list_is_of_the_version_that_all_projects_share(string project) => Assert.All(
        Entries(project).Where(entry => entry.Value.Type is not "Project" && Versions.ContainsKey(entry.Key)),
        entry => Assert.Equal(Versions[entry.Key], entry.Value.Version));

    private static Dictionary<string, (string Type, string? Version)> Entries(string project)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("src", project, "packages.lock.json")));
        return json.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => (entry.Value.GetProperty("type").GetString()!, entry.Value.TryGetProperty("resolved", out var version) ? version.GetString() : null),
            StringComparer.OrdinalIgnoreCase);
    }
}
