using System.Text.RegularExpressions;
using VramBot.Testing;

namespace VramBot.Conventions.Tests;

/// <summary>What the sources must not hold.</summary>
public sealed partial class SourceTests
{
    private static readonly IReadOnlyList<(string Path, string Text)> Sources =
    [
        .. Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => (Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText(path))),
    ];

    // The estimate is a function of a request and a catalog; commands only compute.
    [Theory]
    [InlineData("System.IO")]
    [InlineData("File.")]
    [InlineData("Console.")]
    [InlineData("Environment.")]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("new Random")]
    [InlineData("HttpClient")]
    [InlineData("ILogger")]
    public void The_core_does_not_look_outside(string banned) =>
        Assert.DoesNotContain(Sources, source => source.Path.StartsWith("src/VramBot.Core/", StringComparison.Ordinal) && source.Text.Contains(banned, StringComparison.Ordinal));

    [Theory]
    [InlineData("NotImplementedException")]
    [InlineData("Thread.Sleep")]
    [InlineData("async void")]
    [InlineData("#pragma warning disable")]
    [InlineData("TO" + "DO")]
    public void Nothing_is_left_for_later(string banned) => Assert.DoesNotContain(Sources, source => source.Text.Contains(banned, StringComparison.Ordinal));

    [Fact]
    public void A_file_is_named_for_its_first_type() => Assert.All(Sources.Where(source => !source.Path.EndsWith("Program.cs", StringComparison.Ordinal)), source =>
    {
        var names = TypeName().Matches(source.Text).Select(match => match.Groups[1].Value).ToList();
        var file = Path.GetFileNameWithoutExtension(source.Path);
        // A family of small records stands in one file that bears the family's name (ModelParts); a facet of a type says which (TensorInventory.Attention).
        Assert.True(names.Count == 0 || names.Contains(file.Split('.')[0]) || file == "ModelParts", source.Path);
    });

    [Fact]
    public void No_file_is_longer_than_three_hundred_lines() => Assert.All(Sources, source => Assert.True(source.Text.Count(letter => letter == '\n') <= 300, source.Path));

    [Fact]
    public void No_model_is_a_special_case()
    {
        var ids = ShippedCatalogs.Catalog.Models.All.Select(model => model.Id).ToList();
        Assert.DoesNotContain(Sources.Where(source => source.Path.StartsWith("src/VramBot.Core/", StringComparison.Ordinal)), source => ids.Exists(id => source.Text.Contains($"\"{id}\"", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"(?:class|record struct|record|struct|enum|interface) (\w+)")]
    private static partial Regex TypeName();
}
