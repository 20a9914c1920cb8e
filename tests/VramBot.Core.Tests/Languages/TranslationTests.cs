using System.Globalization;
using VramBot.Core.Languages;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Core.Tests.Languages;

public sealed class TranslationTests
{
    private static readonly Language Portuguese = Language.Named("pt")!;

    [Theory]
    [InlineData("pt", "pt-BR")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("PT_pt", "pt-BR")]
    [InlineData("en", "en")]
    [InlineData("en-US", "en")]
    [InlineData("xx", null)]
    [InlineData("", null)]
    [InlineData("português", null)]
    public void A_language_is_known_by_its_tag_and_by_other_countries_forms_of_it(string tag, string? known) => Assert.Equal(known, Language.Named(tag)?.Tag);

    [Fact]
    public void Nobody_speaks_anything_but_English_unasked() => Assert.Equal("everything", Tr("everything"));

    [Fact]
    public void A_text_is_said_in_the_language_that_is_spoken_and_no_longer()
    {
        using (Portuguese.Spoken())
            Assert.Equal("tudo", Tr("everything"));
        Assert.Equal("everything", Tr("everything"));
    }

    [Fact]
    public void A_text_with_holes_is_found_by_its_words()
    {
        var option = "reserved:1.5GB";
        using var spoken = Portuguese.Spoken();
        Assert.Equal("mais opções como texto: reserved:1.5GB", Tr($"more options as text: {option}"));
    }

    [Fact]
    public void What_a_language_lacks_is_said_in_English_with_its_own_numbers()
    {
        using var spoken = Portuguese.Spoken();
        Assert.Equal("nobody translated 25,9 of {1.234}", Tr($"nobody translated {25.9:0.0} of {{{1234:#,0}}}"));
    }

    [Theory]
    [InlineData("en", "1,234.5")]
    [InlineData("pt", "1.234,5")]
    public void Numbers_are_written_as_the_language_writes_them(string tag, string written)
    {
        using var spoken = Language.Named(tag)!.Spoken();
        Assert.Equal(written, Tr($"{1234.5:#,0.0}"));
        Assert.Equal(written, 1234.5.ToString("#,0.0", CultureInfo.CurrentCulture));
    }
}
