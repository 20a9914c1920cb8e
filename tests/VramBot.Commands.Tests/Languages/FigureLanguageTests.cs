using VramBot.Commands.Replies;
using VramBot.Core.Estimation;
using VramBot.Core.Languages;
using VramBot.Core.Units;

namespace VramBot.Commands.Tests.Languages;

/// <summary>Figures for people are written as their language writes numbers.</summary>
public sealed class FigureLanguageTests
{
    /// <summary>The bar begins after so many columns, one of which keeps it off its label.</summary>
    private const int WidestLabel = 12;

    public static TheoryData<string, PartKind> Labels() => [.. from language in Language.All from kind in Enum.GetValues<PartKind>() select (language.Tag, kind)];

    [Theory]
    [InlineData("en", "25.4", "1,537", "131,072", "1.5M", "9.75", "46.7B")]
    [InlineData("pt", "25,4", "1.537", "131.072", "1,5M", "9,75", "46,7B")]
    public void A_figure_has_the_separators_of_the_language(string tag, string small, string large, string tokens, string rounded, string number, string parameters)
    {
        using var spoken = Language.Named(tag)!.Spoken();
        Assert.Equal(
            [small, large, tokens, rounded, number, parameters],
            [Figures.Gibibytes(25.42), Figures.Gibibytes(1536.7), Figures.Tokens(new(131_072)), Figures.TokensRounded(new(1_572_864)), Figures.Number(9.75), Figures.Parameters(new ParameterCount(46_702_792_704))]);
    }

    [Fact]
    public void A_bar_keeps_the_language_that_it_was_made_in()
    {
        BarRow row;
        using (Language.Named("pt")!.Spoken())
            row = new("Pesos", 22.8);
        Assert.EndsWith("22,8", Assert.Single(BarText.Lines([row])), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void A_label_leaves_room_for_its_bar(string tag, PartKind kind)
    {
        using var spoken = Language.Named(tag)!.Spoken();
        Assert.InRange(PartLabels.Of(kind).Length, 1, WidestLabel);
    }
}
