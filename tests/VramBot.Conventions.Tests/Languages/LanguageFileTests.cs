using System.Text.RegularExpressions;
using System.Xml.Linq;
using VramBot.Core.Languages;
using VramBot.Testing;

namespace VramBot.Conventions.Tests.Languages;

/// <summary>Every language has every text, and none that nobody says.</summary>
public sealed partial class LanguageFileTests
{
    /// <summary>What a language says of itself, and names that platforms alone show.</summary>
    private static readonly string[] Own = ["language.name", "number.decimal", "number.group", "option:more", "option:private", "only you see the answer"];

    public static TheoryData<string> Languages() => [.. Language.All.Where(language => language != Language.English).Select(language => language.Tag)];

    [Fact]
    public void There_is_a_language_beside_English() => Assert.NotEmpty(Languages());

    [Fact]
    public void A_file_is_a_language_and_a_language_a_file() => Assert.Equal(
        Directory.EnumerateFiles(Folder, "Texts.*.resx").Select(file => Path.GetFileNameWithoutExtension(file)["Texts.".Length..]).Order(StringComparer.Ordinal),
        Language.All.Where(language => language != Language.English).Select(language => language.Tag));

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_is_missing(string tag) =>
        Assert.Empty(SourceTexts.All.Concat(Own).Except(Language.Named(tag)!.Keys).Where(text => !IsOptionName(text)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_is_left_over(string tag) => Assert.Empty(Language.Named(tag)!.Keys.Except(SourceTexts.All).Except(Own).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_has_the_holes_of_the_English_one(string tag) => Assert.All(
        Language.Named(tag)!.Keys.Where(text => !IsOptionName(text)),
        text => Assert.Equal(Holes(text), Holes(Language.Named(tag)!.Of(text))));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_file_has_a_line_for_each_text_in_order(string tag)
    {
        var file = Path.Combine(Folder, $"Texts.{tag}.resx");
        var names = XDocument.Load(file).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Distinct(names);
        Assert.Equal(names.Count, File.ReadLines(file).Count(line => line.StartsWith("  <data name=", StringComparison.Ordinal) && line.EndsWith("</data>", StringComparison.Ordinal)));
    }

    private static string Folder => Path.Combine(Repository.Root, "src", "VramBot.Core", "Languages");

    /// <summary>What is typed is English everywhere, and so may be what is shown: <c>tp</c>, <c>zero</c>.</summary>
    private static bool IsOptionName(string text) => text.StartsWith("option:", StringComparison.Ordinal);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<!\{)\{\d+\}(?!\})")]
    private static partial Regex Hole();
}
