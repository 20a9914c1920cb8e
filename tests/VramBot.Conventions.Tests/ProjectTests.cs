using System.Reflection;
using System.Xml.Linq;
using VramBot.Core.Estimation;
using VramBot.Testing;

namespace VramBot.Conventions.Tests;

/// <summary>Which project may know which.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["CatalogFiles"] = ["Core"],
        ["Storage"] = [],
        ["Hub"] = ["Core", "Storage"],
        ["Commands"] = ["Core"],
        ["Chat"] = ["Commands", "Hub", "Storage"],
        ["Discord"] = ["Chat", "Storage"],
        ["Slack"] = ["Chat", "Storage"],
        ["Terminal"] = ["Commands"],
        ["Observability"] = [],
        ["App"] = ["CatalogFiles", "Discord", "Hub", "Observability", "Slack", "Terminal"],
    };

    public static TheoryData<string> Projects() => [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Arrows_point_one_way(string project)
    {
        var file = XDocument.Load(Repository.PathOf("src", $"VramBot.{project}", $"VramBot.{project}.csproj"));
        var references = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["VramBot.".Length..]);
        Assert.Equal(Arrows[project].Order(), references.Order());
    }

    [Fact]
    public void Every_project_of_src_has_its_arrows_here() =>
        Assert.Equal(Arrows.Keys.Order(), Directory.GetDirectories(Repository.PathOf("src")).Select(folder => Path.GetFileName(folder)["VramBot.".Length..]).Order());

    [Fact]
    public void The_core_stands_on_the_base_library_alone() => Assert.All(
        typeof(Estimator).Assembly.GetReferencedAssemblies(),
        reference => Assert.StartsWith("System.", reference.Name!, StringComparison.Ordinal));

    [Fact]
    public void Nothing_outside_composition_asks_for_a_service_provider()
    {
        var names = Arrows.Keys.Where(project => project is not ("App" or "Discord" or "Slack")).Select(project => Assembly.Load($"VramBot.{project}"));
        Assert.All(names.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters()),
            parameter => Assert.NotEqual(typeof(IServiceProvider), parameter.ParameterType));
    }
}
